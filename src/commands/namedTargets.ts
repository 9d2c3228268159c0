/** What the commands beside the code speak of: whatever has an id in the account, clicked or, in the palette, asked for. */
import type { Account } from '../account/account.ts';
import { mentionsIn } from '../account/search/mentions.ts';
import type { ReadCall } from '../mturk/callTexts.ts';
import { type AccountRef, idOf, refIn } from '../refs.ts';
import type { Choice } from '../ui/prompts.ts';
import { clickedRows } from './clickedRows.ts';
import { CommandError } from './commandError.ts';
import { selectAssignments, selectHITs } from './selectTargets.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

/** The things among what a menu or a link passed; a group of HITs of one type stands for that type. */
export function clickedRefs(account: Account | undefined, clicked: unknown, selected: unknown): AccountRef[] {
  return (clickedRows(clicked, selected) ?? []).flatMap(each => refOf(account, each) ?? []);
}

/**
 * The things pointed at, else those that the user picks or types. `undefined` when the user walked away. Throws a {@link CommandError}
 * when nothing that was pointed at has an id.
 */
export async function selectRefs(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<AccountRef[] | undefined> {
  const { account } = session;
  const refs = clickedRefs(account, clicked, selected);
  if (refs.length > 0) return refs;
  if (clickedRows(clicked, selected)) throw new CommandError(`${title}: no selected row has an ID.`);
  switch (await workbench.prompts.pick(title, 'Which items?', ways)) {
    case 'hits': {
      const hits = await selectHITs(workbench, session, title, undefined, undefined);
      return hits?.map(({ id }) => ({ kind: 'hit', hitId: id }));
    }
    case 'assignments': {
      const found = await selectAssignments(workbench, session, title, undefined, undefined);
      return found?.map(({ assignment: { id, hitId } }) => ({ kind: 'assignment', hitId, assignmentId: id }));
    }
    case 'text':
      return typedThings(workbench, account, title);
    default:
      return undefined;
  }
}

/** The requests that read things. A worker is read by the assignments known of them, a type and a group by their HITs. */
export function readCalls(account: Account, refs: readonly AccountRef[]): ReadCall[] {
  const hits = new Set<string>();
  const assignments = new Set<string>();
  const workers = new Set<string>();
  for (const ref of refs)
    switch (ref.kind) {
      case 'hit':
        hits.add(ref.hitId);
        break;
      case 'assignment':
        assignments.add(ref.assignmentId);
        break;
      case 'worker':
        workers.add(ref.workerId);
        break;
      default:
        for (const { id } of account.ids.hitsOf(idOf(ref))) hits.add(id);
    }
  if (workers.size > 0)
    for (const items of account.works())
      for (const { id, workerId } of items) if (workers.has(workerId)) assignments.add(id);
  if (hits.size + assignments.size === 0) throw new CommandError('Nothing to read: no HITs or assignments are loaded.');
  return [
    ...[...hits].map((hitId): ReadCall => ({ operation: 'GetHIT', hitId })),
    ...[...assignments].map((assignmentId): ReadCall => ({ operation: 'GetAssignment', assignmentId })),
  ];
}

type Way = 'hits' | 'assignments' | 'text';

const ways: readonly Choice<Way>[] = [
  { label: 'HITs…', value: 'hits' },
  { label: 'Assignments of a HIT…', value: 'assignments' },
  { label: 'An ID, or a text with IDs in it…', value: 'text' },
];

async function typedThings(
  { prompts }: Needs<'prompts'>,
  account: Account,
  title: string,
): Promise<AccountRef[] | undefined> {
  const text = await prompts.input({
    title,
    prompt: 'IDs of HITs, assignments, workers, HIT types or HIT groups, in any text',
    placeholder: '3… or A…',
  });
  if (text === undefined || text.trim() === '') return undefined;
  const refs = [...mentionsIn(text, account.ids)].flatMap(each => each?.named ?? []);
  if (refs.length > 0) return unique(refs);
  throw new CommandError('No ID of this account appears in that text. Find… also searches the service.');
}

function unique(refs: readonly AccountRef[]): AccountRef[] {
  return [...new Map(refs.map(ref => [idOf(ref), ref])).values()];
}

/** The reference alone: a menu passes more beside it. */
function refOf(account: Account | undefined, value: unknown): AccountRef | undefined {
  const ref = refIn(value, 'hit', 'assignment', 'worker', 'hitType', 'hitGroup');
  if (ref) return ref;
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind !== 'group' || !('key' in value) || typeof value.key !== 'string') return undefined;
  const named = account?.ids.find(value.key);
  return named?.kind === 'hitType' ? named : undefined;
}
