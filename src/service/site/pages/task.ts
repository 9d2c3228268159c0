/** Looking at a HIT, and working on it. */
import { counted } from '../../../mturk/plurals.ts';
import { parseQuestionForm } from '../../../mturk/questionForm.ts';
import { parseQuestion } from '../../../mturk/questionKinds.ts';
import type { Tx } from '../../domain/tx.ts';
import type { Eligibility } from '../../eligibility.ts';
import type { Assignment, HITType, HITWithContent } from '../../storage/tableRows.ts';
import { accessOf } from '../access.ts';
import { watchPolicy } from '../escapedFrames.ts';
import type { Filled } from '../form/read.ts';
import { formHtml } from '../form/render.ts';
import { type Html, html, nothing } from '../html.ts';
import { facts, layout, notice, tokenField } from '../pageLayout.ts';
import { page, type Reply, redirect, taskPolicy } from '../reply.ts';
import type { Answer, SiteCall } from '../siteCall.ts';
import { dollars, duration } from '../siteFormat.ts';
import { type FrameState, frameElement, frameOf } from '../taskFrame.ts';
import { announcements, countdown, requesterName, requirementList } from './parts.ts';
import { notFound, problem } from './problem.ts';

interface Seen {
  readonly type: HITType;
  readonly requester: string;
  readonly hits: number;
  readonly access: Eligibility;
  /** The HIT to show; undefined when the worker has had all there are. */
  readonly hit: HITWithContent | undefined;
  /** What the worker holds of that HIT. */
  readonly held: Assignment | undefined;
  readonly now: number;
}

/** `/projects/{HITGroupId or HITTypeId}/tasks`: the next HIT of the group, to look at. */
export async function groupPage(call: SiteCall): Promise<Answer> {
  const after = Number.parseInt(call.query.get('after') ?? '0', 10) || 0;
  const seen = await call.engine.run(tx => {
    const type = tx.store.site.group(call.params.group ?? '');
    const next = type && tx.store.site.nextHIT(type.id, call.session.workerId, after);
    return type && see(tx, call.session.workerId, type, next && tx.store.hits.get(next.id));
  });
  return seen ? previewOf(call, seen) : notFound(call);
}

/** `/projects/{group}/tasks/{HITId}`: one HIT; with the worker's own `assignment_id` to work on it. */
export async function hitPage(call: SiteCall): Promise<Answer> {
  const seen = await call.engine.run(tx => {
    const hit = tx.store.hits.get(call.params.hit ?? '');
    return hit && hit.status !== 'Disposed' ? see(tx, call.session.workerId, hit.type, hit) : undefined;
  });
  if (!seen?.hit) return notFound(call);
  const { hit, held } = seen;
  const asked = call.query.get('assignment_id');
  if (asked === null) return held?.status === 'Accepted' ? redirect(workPath(hit, held)) : previewOf(call, seen);
  if (call.session.workerId === undefined) return redirect(`/signin?next=${encodeURIComponent(call.here)}`);
  if (held?.id !== asked)
    return problem(
      call,
      404,
      'Not yours',
      'This assignment is not yours: it was returned, its time ran out, or another worker has it.',
    );
  if (held.status !== 'Accepted') return redirect(donePath(held.id));
  return workOn(call, seen, hit, held);
}

export function workPath(
  hit: { readonly id: string; readonly type: { readonly groupId: string } },
  { id }: Assignment,
): string {
  return `/projects/${hit.type.groupId}/tasks/${hit.id}?assignment_id=${id}`;
}

export function donePath(assignmentId: string): string {
  return `/submitted?assignment_id=${encodeURIComponent(assignmentId)}`;
}

function see(tx: Tx, workerId: string | undefined, type: HITType, hit: HITWithContent | undefined): Seen {
  return {
    type,
    hit,
    requester: requesterName(tx, type.requesterId),
    hits: tx.store.site.openHITs(type.id),
    access: accessOf(tx, workerId, type),
    held: hit && workerId !== undefined ? tx.store.assignments.held(hit.seq, workerId) : undefined,
    now: tx.now,
  };
}

function previewOf(call: SiteCall, seen: Seen): Reply {
  const { type, hit, access, held } = seen;
  const { workerId } = call.session;
  const body = html`<div class="task-head"><div class="words"><h1>${type.title}</h1>
<p class="by">${seen.requester}</p><p class="description">${type.description}</p></div>
${facts([
  ['Reward', html`<strong>${dollars(type.reward)}</strong>`],
  ['Time allotted', duration(type.assignmentDuration)],
  ['Auto-approved after', type.autoApprovalDelay === 0 ? 'submission' : duration(type.autoApprovalDelay)],
  ['Available', counted(seen.hits, 'HIT')],
])}
<div class="actions">${hit && !held ? acceptActions(call, seen, hit) : nothing}</div>
<details class="requirements-box"${access.accept ? nothing : html` open`}><summary>Qualifications${html` (${access.checks.length > 0 ? access.checks.length : 'none'})`}</summary>${requirementList(access, workerId)}</details></div>
${held && held.status !== 'Accepted' ? notice('plain', 'You have already worked on this HIT.') : nothing}
${
  hit === undefined
    ? html`<div class="empty"><p>No HITs of this group are left for you.</p><p><a class="button" href="/">All HITs</a></p></div>`
    : access.preview
      ? html`${notice('plain', html`<strong>Preview.</strong> ${previewWords(call, access)}`)}
${task(call, hit, { kind: 'preview' })}`
      : notice('bad', 'Only workers who qualify can preview this HIT.')
}`;
  const shape = shapeOf(hit);
  return page(
    layout(call, { title: type.title, body, shape, place: 'groups' }),
    200,
    taskPolicy(call.origins),
    watchOf(hit),
  );
}

function previewWords({ session }: SiteCall, { accept }: Eligibility): string {
  return accept || session.workerId === undefined
    ? 'Accept the HIT to work on it.'
    : 'You can preview this HIT, but you can’t accept it.';
}

function acceptActions({ session }: SiteCall, { type, access, hits }: Seen, hit: HITWithContent): Html {
  const skip =
    hits > 1 ? html`<a class="button" href="/projects/${type.groupId}/tasks?after=${hit.seq}">Skip</a>` : nothing;
  const path = `/projects/${type.groupId}/tasks`;
  if (session.workerId === undefined)
    return html`<a class="button primary" href="/signin?next=${encodeURIComponent(path)}">Sign in to accept</a>${skip}`;
  if (!access.accept)
    return html`<span class="tag bad">${access.blocked ? 'This requester has blocked you' : 'You do not qualify'}</span>${skip}`;
  if (hit.status !== 'Assignable') return html`<span class="tag">Not available now</span>`;
  return html`<form method="post" action="/projects/${type.groupId}/accept">${tokenField(session)}<input type="hidden" name="hitId" value="${hit.id}"><button class="primary">Accept</button></form>${skip}`;
}

/** The page of somebody at work; with a form that came back, what is wrong with it. */
export function workOn(
  call: SiteCall,
  { type, now }: Pick<Seen, 'type' | 'now'>,
  hit: HITWithContent,
  assignment: Assignment,
  filled?: Problems,
): Reply {
  const { workerId = '' } = call.session;
  const body = html`<div class="task-head work" data-done="${donePath(assignment.id)}"><div class="words"><h1>${type.title}</h1></div>
${facts([
  ['Reward', html`<strong>${dollars(type.reward)}</strong>`],
  ['Time left', countdown(call, assignment.deadline, now)],
])}
<div class="actions"><form method="post" action="/return">${tokenField(call.session)}<input type="hidden" name="assignmentId" value="${assignment.id}"><button>Return</button></form></div></div>
${announcements}
${task(call, hit, { kind: 'work', assignmentId: assignment.id, workerId, lease: call.leaseOf(assignment) }, filled)}`;
  const title = filled ? `Not yet submitted: ${type.title}` : type.title;
  return page(
    layout(call, { title, body, shape: shapeOf(hit) }),
    filled ? 422 : 200,
    taskPolicy(call.origins),
    watchOf(hit),
  );
}

/** Only a requester's own page can name Amazon's address: that of an HTMLQuestion is changed on its way. */
function watchOf(hit: HITWithContent | undefined): string | undefined {
  const question = hit && parseQuestion(hit.question);
  return hit && question?.kind === 'external' ? watchPolicy(hit.id, question.url) : undefined;
}

/** A form is read in a column; a frame takes the window. */
function shapeOf(hit: HITWithContent | undefined): 'column' | 'window' {
  return hit && parseQuestion(hit.question).kind !== 'form' ? 'window' : 'column';
}

type Problems = Extract<Filled, { ok: false }>;

function task(call: SiteCall, hit: HITWithContent, state: FrameState, filled?: Problems): Html {
  const question = parseQuestion(hit.question);
  switch (question.kind) {
    case 'external':
    case 'html':
      return frameElement(frameOf(question, hit.id, state, call.origins), `Task: ${hit.type.title}`);
    case 'form':
      return form(call, hit, state, filled);
    case 'unreadable':
      return notice('bad', `The question of this HIT can’t be read: ${question.reason}.`);
  }
}

function form(call: SiteCall, hit: HITWithContent, state: FrameState, filled: Problems | undefined): Html {
  const form = parseQuestionForm(hit.question);
  if (!form.ok) return notice('bad', `The question of this HIT can’t be read: ${form.problem.reason}.`);
  return formHtml(form.value, {
    action: state.kind === 'work' ? `/projects/${hit.type.groupId}/tasks/${hit.id}` : undefined,
    hidden: state.kind === 'work' && [
      tokenField(call.session),
      html`<input type="hidden" name="assignmentId" value="${state.assignmentId}">`,
    ],
    submitLabel: 'Submit',
    ...(filled ? { filled } : {}),
  });
}
