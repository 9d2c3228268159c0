/** A QuestionForm in an editor's preview: the worker site's own form, held by a lease in place of a session. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeAnswers } from '../../../mturk/answers.ts';
import { parseQuestionForm } from '../../../mturk/questionForm.ts';
import type { Engine } from '../../engine.ts';
import { RequestError } from '../../serviceErrors.ts';
import type { HITWithContent } from '../../storage/tableRows.ts';
import { BodyTooLarge, send } from '../../wire/http.ts';
import { submitAssignment } from '../../workerSteps.ts';
import { type Filled, readForm } from '../form/read.ts';
import { formHtml } from '../form/render.ts';
import { type Html, html } from '../html.ts';
import { notice } from '../pageLayout.ts';
import { commonHeaders } from '../reply.ts';
import { type Outcome, sendOutcome } from '../submission.ts';
import { type Field, readFields, UnreadableForm } from '../submittedFields.ts';
import type { Preview } from './preview.ts';
import { reporterPath } from './reporter.ts';

type Problems = Extract<Filled, { ok: false }>;

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' http: https: data:; media-src http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors *";

/** Answers at `previewFormPath`, on either port. */
export async function answerPreviewForm(
  engine: Engine,
  preview: Preview,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', 'http://site.invalid');
  const named = {
    hitId: searchParams.get('hitId') ?? '',
    assignmentId: searchParams.get('assignmentId') ?? '',
    lease: searchParams.get('lease') ?? '',
  };
  let fields: Field[] = [];
  if (request.method === 'POST')
    try {
      fields = await readFields(request);
    } catch (error) {
      if (!(error instanceof BodyTooLarge || error instanceof UnreadableForm)) throw error;
      return sendOutcome(response, { kind: 'refused', status: 400, reason: error.message }, true);
    }
  else request.resume();
  const answer = await engine.run((tx): Outcome | Shown => {
    const hit = tx.store.hits.get(named.hitId);
    if (!hit) return { kind: 'refused', status: 404, reason: 'There is no such HIT.' };
    if (request.method !== 'POST') return { kind: 'form', hit, accepted: named.lease !== '', problems: undefined };
    const assignment = preview.held(tx, named.assignmentId, named.lease);
    const form = parseQuestionForm(hit.question);
    if (!form.ok || assignment?.hitId !== hit.id)
      return { kind: 'refused', status: 409, reason: 'This assignment is no longer yours.' };
    if (assignment.status !== 'Accepted') return { kind: 'again', assignmentId: assignment.id };
    const filled = readForm(form.value, fields);
    if (!filled.ok) return { kind: 'form', hit, accepted: true, problems: filled };
    try {
      submitAssignment(tx, assignment.workerId, assignment.id, encodeAnswers(filled.answers));
      return { kind: 'submitted', assignmentId: assignment.id };
    } catch (error) {
      if (error instanceof RequestError) return { kind: 'refused', status: 409, reason: error.message };
      throw error;
    }
  });
  if (answer.kind !== 'form') return sendOutcome(response, answer, true);
  send(response, answer.problems ? 422 : 200, 'text/html; charset=utf-8', String(formPage(answer)), {
    ...commonHeaders,
    'Content-Security-Policy': policy,
  });
}

interface Shown {
  readonly kind: 'form';
  readonly hit: HITWithContent;
  readonly accepted: boolean;
  readonly problems: Problems | undefined;
}

/** Addresses are relative: a proxy may have put a path before them. */
function formPage({ hit, accepted, problems }: Shown): Html {
  const form = parseQuestionForm(hit.question);
  const body = form.ok
    ? formHtml(form.value, {
        action: accepted ? '' : undefined,
        hidden: undefined,
        submitLabel: 'Submit',
        ...(problems ? { filled: problems } : {}),
      })
    : notice('bad', `The question of this HIT can’t be read: ${form.problem.reason}.`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<script src="..${reporterPath}"></script>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${hit.type.title}</title>
<link rel="stylesheet" href="../assets/site.css">
</head>
<body>
<main id="main">
${body}
</main>
</body>
</html>
`;
}
