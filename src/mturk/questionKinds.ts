/** What kind of question a HIT carries, derived from its XML (reference.md §6.3). */
import { questionFormNamespaces } from './questionForm.ts';
import { childOf, parseXml } from './xml.ts';

const schemas = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas';

export const questionNamespaces = {
  ExternalQuestion: [`${schemas}/2006-07-14/ExternalQuestion.xsd`],
  HTMLQuestion: [`${schemas}/2011-11-11/HTMLQuestion.xsd`],
  QuestionForm: questionFormNamespaces,
} as const;

export type Question =
  | { readonly kind: 'external'; readonly url: string; readonly frameHeight: number }
  | { readonly kind: 'html'; readonly html: string; readonly frameHeight: number }
  | { readonly kind: 'form' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a HIT's Question. Never throws. */
export function parseQuestion(xml: string): Question {
  const document = parseXml(xml);
  if (!document.ok)
    return { kind: 'unreadable', reason: `${document.reason} (line ${document.line}, column ${document.column})` };
  const { root } = document;
  const frameHeight = Number(childOf(root, 'FrameHeight')?.text.trim() ?? 0);
  switch (root.name) {
    case 'ExternalQuestion':
      return { kind: 'external', url: childOf(root, 'ExternalURL')?.text.trim() ?? '', frameHeight };
    case 'HTMLQuestion':
      return { kind: 'html', html: childOf(root, 'HTMLContent')?.text ?? '', frameHeight };
    case 'QuestionForm':
      return { kind: 'form' };
    default:
      return { kind: 'unreadable', reason: `a ${root.name} is not a question` };
  }
}
