/** The files that a new definition begins with. */
import { questionNamespaces } from '../../mturk/questionKinds.ts';
import { escapeXml } from '../../mturk/xml.ts';

export interface Draft {
  readonly kind?: 'html' | 'url' | 'form';
  readonly url?: string;
  readonly title?: string;
  readonly description?: string;
  readonly reward?: string;
  readonly assignments?: string;
  readonly duration?: string;
  readonly lifetime?: string;
}

/** Ten or more assignments are split, which is cheaper. */
const mostOfOne = 9;

export function draftDefinition(draft: Draft, page: string | undefined): string {
  const assignments = Number(draft.assignments ?? 1);
  const definition = {
    Title: draft.title?.trim() ?? '',
    Description: draft.description?.trim() ?? '',
    Reward: Number(draft.reward?.trim()).toFixed(2),
    MaxAssignments: assignments,
    ...(assignments > mostOfOne ? { split: mostOfOne } : {}),
    duration: draft.duration?.trim(),
    lifetime: draft.lifetime?.trim(),
    autoApproval: '3 days',
    question: page ?? { url: draft.url?.trim(), frameHeight: 0 },
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
}

export function draftPage({ kind, title = '' }: Draft): string {
  return kind === 'form' ? formPage(title) : htmlPage(title);
}

function htmlPage(title: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${escapeXml(title)}</title>
    <script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
  </head>
  <body>
    <crowd-form answer-format="flatten-objects">
      <p>${escapeXml(title)}</p>
      <crowd-input name="answer" label="Your answer" required></crowd-input>
    </crowd-form>
  </body>
</html>
`;
}

function formPage(title: string): string {
  const namespace = questionNamespaces.QuestionForm.at(0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<QuestionForm xmlns="${namespace}">
  <Question>
    <QuestionIdentifier>answer</QuestionIdentifier>
    <IsRequired>true</IsRequired>
    <QuestionContent>
      <Text>${escapeXml(title)}</Text>
    </QuestionContent>
    <AnswerSpecification>
      <FreeTextAnswer/>
    </AnswerSpecification>
  </Question>
</QuestionForm>
`;
}
