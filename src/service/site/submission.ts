/** `/mturk/externalSubmit`: results that a task's own form posts from inside the frame (reference.md §6.12). */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeAnswers } from '../../mturk/answers.ts';
import type { Engine } from '../engine.ts';
import { RequestError } from '../serviceErrors.ts';
import { BodyTooLarge, send } from '../wire/http.ts';
import { submitAssignment } from '../workerSteps.ts';
import { answersOf } from './fieldAnswers.ts';
import { type Html, html, nothing } from './html.ts';
import { isLeaseToken } from './lease.ts';
import { commonHeaders } from './reply.ts';
import { type Field, readFields, UnreadableForm } from './submittedFields.ts';
import { previewAssignmentId } from './taskFrame.ts';

/** What the site's page around the frame listens for. It says nothing but "look again". */
const message = 'mturk-local:submitted';
const script = `parent!==self&&parent.postMessage("${message}","*")`;
const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem;color-scheme:light dark}';
const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(style)}'; form-action 'none'; base-uri 'none'; frame-ancestors`;

/** What became of results that were sent. */
export type Outcome =
  | { readonly kind: 'submitted' | 'again'; readonly assignmentId: string }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };

/** The lease that a post names in its path; pages that build the address themselves name none. */
interface NamedLease {
  /** The site's key. */
  readonly key: Uint8Array;
  readonly token: string | undefined;
  /** Whether an editor's preview frames the answer, too. */
  readonly previewed?: boolean;
}

/**
 * Takes the results of an accepted assignment. The page that posts is the requester's, on any origin, and has no cookie of the
 * site: the id of the assignment is all the permission there is, as on MTurk, and a lease that is named must be the present one.
 */
export async function externalSubmit(
  engine: Engine,
  lease: NamedLease,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  sendOutcome(response, await take(engine, lease, request), lease.previewed === true);
}

/** Answers with a page that says what became of the results. `previewed` ones are framed by an editor. */
export function sendOutcome(response: ServerResponse, outcome: Outcome, previewed: boolean): void {
  const status = outcome.kind === 'refused' ? outcome.status : 200;
  const headers = { ...commonHeaders, 'Content-Security-Policy': `${policy} ${previewed ? '*' : "'self'"}` };
  send(response, status, 'text/html; charset=utf-8', String(answerPage(outcome, previewed)), headers);
}

async function take(engine: Engine, { key, token }: NamedLease, request: IncomingMessage): Promise<Outcome> {
  if (request.method !== 'POST') {
    request.resume();
    return refusal(405, 'Results are submitted with the method POST.');
  }
  let fields: Field[];
  try {
    const query = [...new URL(request.url ?? '/', 'http://site.invalid').searchParams];
    fields = [...query, ...(await readFields(request))];
  } catch (error) {
    if (error instanceof BodyTooLarge) return refusal(413, 'The results are too large.');
    if (error instanceof UnreadableForm) return refusal(400, error.message);
    throw error;
  }
  const assignmentId = fields.find(([name, value]) => name === 'assignmentId' && value !== '')?.[1];
  if (assignmentId === undefined) return refusal(400, 'The form has no assignmentId.');
  if (assignmentId === previewAssignmentId)
    return refusal(400, 'This is a preview. Accept the HIT before you submit it.');
  return engine.run((tx): Outcome => {
    const assignment = tx.store.assignments.get(assignmentId);
    if (!assignment) return refusal(404, `Assignment ${assignmentId} does not exist.`);
    if (token !== undefined && !isLeaseToken(key, token, assignment)) return refusal(409, leaseEnded);
    switch (assignment.status) {
      case 'Submitted':
      case 'Approved':
      case 'Rejected':
        return { kind: 'again', assignmentId };
      case 'Returned':
        return refusal(409, 'The HIT was returned.');
      case 'Abandoned':
        return refusal(409, 'The time for this HIT is up.');
    }
    try {
      submitAssignment(tx, assignment.workerId, assignmentId, encodeAnswers(answersOf(fields)));
      return { kind: 'submitted', assignmentId };
    } catch (error) {
      if (error instanceof RequestError) return refusal(409, error.message);
      throw error;
    }
  });
}

const leaseEnded =
  'This assignment is no longer yours: it was returned, or its time ran out. These results were not recorded. Accept the HIT again to submit them.';

function refusal(status: number, reason: string): Outcome {
  return { kind: 'refused', status, reason };
}

function wordsOf(outcome: Outcome): readonly [title: string, words: string] {
  switch (outcome.kind) {
    case 'submitted':
      return ['Submitted', 'Your work was submitted. Thank you.'];
    case 'again':
      return ['Already submitted', 'This assignment was already submitted. The first submission counts.'];
    case 'refused':
      return ['Not submitted', outcome.reason];
  }
}

function answerPage(outcome: Outcome, previewed: boolean): Html {
  const [title, words] = wordsOf(outcome);
  const on =
    outcome.kind !== 'refused' &&
    html`${
      previewed
        ? nothing
        : html`<p><a href="/submitted?assignment_id=${encodeURIComponent(outcome.assignmentId)}" target="_top">Continue</a></p>`
    }<script>${fixed(script)}</script>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${fixed(style)}</style></head>
<body><main><h1>${title}</h1><p>${words}</p>${on}</main></body></html>
`;
}

/** Text of this file, which goes into elements whose content is no markup. */
function fixed(text: string): Html {
  return html(Object.assign([text], { raw: [text] }));
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
