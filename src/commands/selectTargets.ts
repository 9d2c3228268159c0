/** From what was clicked, selected or, in the palette, picked, to the things to act on. */
import type { Account } from '../account/account.ts';
import { commands } from '../ids.ts';
import type { Verb } from '../ledger/verbs/list.ts';
import { verdictBefore } from '../ledger/verdicts.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { formatDollars } from '../mturk/money.ts';
import { counted } from '../mturk/plurals.ts';
import { relativeText } from '../mturk/times.ts';
import { idOf, type WorkRef } from '../refs.ts';
import type { Choice } from '../ui/prompts.ts';
import { hitName } from '../views/phrases.ts';
import { clickedTargets } from './clickedRows.ts';
import { CommandError } from './commandError.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

/** The session with its account. Throws a {@link CommandError} that offers to start Local when there is none. */
export function connected({ sessions }: Needs<'sessions'>): ConnectedSession {
  const { profile, account, ended } = sessions.current;
  if (account) return { profile, account, ended };
  throw new CommandError('Local is not running, so there is nothing to change.', [
    { label: 'Start Local', command: commands.startLocal },
  ]);
}

/**
 * The HITs to act on: those pointed at, else picked ones. `undefined` when the user walked away. Throws a {@link CommandError} when
 * what was pointed at is of another kind or gone.
 */
export async function selectHITs(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
  isSelectable?: (hit: HIT) => boolean,
): Promise<HIT[] | undefined> {
  const { account } = session;
  const targets = clickedTargets(workbench, 'hit', title, clicked, selected);
  if (targets) return stillThere(workbench, title, targets, ({ hitId }) => account.hit(hitId));
  const choices = await hitChoices(account, isSelectable);
  const picked = await workbench.prompts.pickMany(title, 'Which HITs?', choices);
  return picked && [...picked];
}

/** Whether the rule of a verb allows it on a HIT, as far as is known before it is read again. */
export function allowedBy(verb: Verb, { account }: ConnectedSession): (hit: HIT) => boolean {
  return hit => {
    const submitted = submittedOf(account, hit.id);
    const pending = submitted.length === 0 && account.counts(hit).submitted > 0 ? [''] : submitted;
    return verdictBefore(verb, { hit, submitted: pending, now: account.now() }).allowed;
  };
}

/** One HIT that the user picks. */
export async function pickHIT(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  isSelectable?: (hit: HIT) => boolean,
): Promise<HIT | undefined> {
  return workbench.prompts.pick(title, 'Which HIT?', await hitChoices(session.account, isSelectable));
}

/** A HIT in a question: “HIT “Judge the colour of words” (3TOPP…)”. */
export function namedHIT(hit: HIT): string {
  return `HIT “${hitName(hit)}” (${hit.id.slice(0, 5)}…)`;
}

/** The IDs of a HIT's assignments pending review, as they were read last. */
export function submittedOf(account: Account, hitId: string): string[] {
  return account
    .assignments(hitId)
    .filter(({ status }) => status === 'Submitted')
    .map(({ id }) => id);
}

export interface AssignmentWithHIT {
  readonly assignment: Assignment;
  readonly hit: HIT;
}

/** The question names the worker of a single assignment, or counts several; this names their HIT, as a sentence more. */
export function hitRemark(items: readonly AssignmentWithHIT[]): string[] {
  const [hit, ...others] = new Map(items.map(({ hit }) => [hit.id, hit])).values();
  if (!hit) return [];
  const which = others.length === 0 ? namedHIT(hit) : counted(others.length + 1, 'HIT');
  return [items.length === 1 ? `The assignment belongs to ${which}.` : `The assignments belong to ${which}.`];
}

/** The kinds of assignments to choose from, each with the message for a HIT that has none. */
const kinds = {
  all: { is: () => true, none: 'No work has been submitted for' },
  submitted: { is: ({ status }: Assignment) => status === 'Submitted', none: 'Nothing is pending review in' },
  rejected: { is: ({ status }: Assignment) => status === 'Rejected', none: 'No assignment is rejected in' },
} as const;
type Among = keyof typeof kinds;

/** The assignments to act on: those pointed at, else those picked of a picked HIT, of one kind. As {@link selectHITs}. */
export async function selectAssignments(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
  among: Among = 'all',
): Promise<AssignmentWithHIT[] | undefined> {
  const { account } = session;
  const targets = clickedTargets(workbench, 'assignment', title, clicked, selected);
  if (targets) return stillThere(workbench, title, targets, target => found(account, target));
  const hit = await pickHIT(workbench, session, title, each => mayHave(account, each, among));
  if (!hit) return undefined;
  await account.refreshAssignments(hit.id);
  const assignments = account
    .assignments(hit.id)
    .filter(kinds[among].is)
    .sort((a, b) => Number(b.status === 'Submitted') - Number(a.status === 'Submitted') || b.submitted - a.submitted);
  if (assignments.length === 0) {
    await workbench.prompts.inform(`${kinds[among].none} “${hit.title}”${among === 'all' ? ' yet' : ''}.`);
    return undefined;
  }
  const choices = assignments.map(
    (assignment): Choice<AssignmentWithHIT> => ({
      label: assignment.workerId,
      description: `${assignment.status} · ${relativeText(assignment.submitted, account.now())}`,
      detail: assignment.id,
      value: { assignment, hit },
    }),
  );
  const picked = await workbench.prompts.pickMany(title, `Which assignments of “${hit.title}”?`, choices);
  return picked && [...picked];
}

/** The targets as they were last read. Reports to the user which no longer exist; throws a {@link CommandError} when none does. */
export function stillThere<T extends WorkRef, R>(
  { prompts }: Needs<'prompts'>,
  title: string,
  targets: readonly T[],
  find: (target: T) => R | undefined,
): R[] {
  const known = targets.flatMap(target => find(target) ?? []);
  const gone = targets.filter(target => find(target) === undefined).map(idOf);
  if (gone.length === 0) return known;
  const which = gone.length === 1 ? `${gone[0]} is` : `${gone.length} of them (${gone[0]}, …) are`;
  const text = `${title}: ${which} no longer in this account.`;
  if (known.length === 0) throw new CommandError(text, [{ label: 'Refresh', command: commands.refresh }]);
  void prompts.warn(`${text} The operation continues with the others.`);
  return known;
}

function found(account: Account, target: WorkRef): AssignmentWithHIT | undefined {
  if (target.kind !== 'assignment') return undefined;
  const hit = account.hit(target.hitId);
  const assignment = account.assignments(target.hitId).find(each => each.id === target.assignmentId);
  return hit && assignment ? { hit, assignment } : undefined;
}

/** First those with work to review, most of it first; then the newest. */
async function hitChoices(account: Account, isSelectable: (hit: HIT) => boolean = () => true): Promise<Choice<HIT>[]> {
  if (account.listing.state === 'never') await account.refreshHITs();
  if (account.size === 0) throw new CommandError('This profile has no HITs.');
  const possible = account.hits().filter(isSelectable);
  if (possible.length === 0) throw new CommandError('No HIT of this profile allows this now.');
  const hits = possible.map(hit => ({ hit, unreviewed: account.counts(hit).submitted }));
  return hits
    .sort((a, b) => b.unreviewed - a.unreviewed || b.hit.created - a.hit.created)
    .map(({ hit, unreviewed }) => ({
      label: hitName(hit),
      description: `${differs(account, hit)}${hit.status}${unreviewed > 0 ? ` · ${unreviewed} to review` : ''} · ${formatDollars(hit.reward)}`,
      detail: hit.id,
      value: hit,
    }));
}

/** What distinguishes it from others of its title. */
function differs(account: Account, { id }: HIT): string {
  const { member } = account.names.of(id);
  return member === '' ? '' : `${member} · `;
}

/** Whether a HIT can have such assignments, as far as it was read. */
function mayHave(account: Account, hit: HIT, among: Among): boolean {
  const { submitted, reviewed, unclear } = account.counts(hit);
  if (among === 'submitted') return submitted + unclear > 0;
  if (account.assignments(hit.id).some(kinds[among].is)) return true;
  if (account.isWhole(hit)) return false;
  return reviewed + (among === 'all' ? submitted + unclear : 0) > 0;
}
