import type { Account } from '../../account/account.ts';
import { factsOf } from '../../account/facts.ts';
import { groupHITs } from '../../account/search/arrangeHITs.ts';
import type { ReviewSelection } from '../../panels/review/contract.ts';
import { isRef, refIn } from '../../refs.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRows, isGroup } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected, pickHIT } from '../selectTargets.ts';
import type { ConnectedSession, Needs, ReviewOpening } from '../workbench.ts';
import { deadlineSearch } from './deadlineSearch.ts';

/** Opens the grid on the rows that were clicked or selected; from the palette, on what is picked. */
export const openReview: Handler<Needs<'explorer' | 'openReview' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const given = clickedOpening(workbench, session, clicked, selected);
  if (!given && clicked !== undefined && clicked !== null)
    throw new CommandError('Open Review Grid: select HITs, assignments or groups.');
  const opening = given ?? (await pickedOpening(workbench, session));
  if (opening) await workbench.openReview(session, opening);
};

/** Opens the grid on everything that is pending review. */
export const openWaiting: Handler<Needs<'openReview' | 'sessions'>> = async workbench => {
  await workbench.openReview(connected(workbench), { selection: { kind: 'unreviewed' } });
};

function clickedOpening(
  workbench: Needs<'explorer'>,
  { account }: ConnectedSession,
  clicked: unknown,
  selected: unknown,
): ReviewOpening | undefined {
  const rows = clickedRows(clicked, selected) ?? [];
  const targets = rows.filter(each => isRef(each, 'hit', 'assignment'));
  const groups = rows.filter(isGroup);
  const [first] = groups;
  if (targets.length === 0 && first && groups.every(({ of }) => of === 'work')) {
    const search = groups.length === 1 ? deadlineSearch(first.key) : undefined;
    return { selection: { kind: 'unreviewed' }, ...(search === undefined ? {} : { search }) };
  }
  return openingOfHITs(workbench, account, rows);
}

/** The HITs of rows and groups of the HITs view, for a command of that title. Throws a {@link CommandError} when they are of another kind or gone. */
export function openingOfHITs(
  workbench: Needs<'explorer'>,
  account: Account,
  rows: readonly unknown[],
  title = 'Open Review Grid',
): ReviewOpening | undefined {
  const targets = rows.filter(each => isRef(each, 'hit', 'assignment'));
  const groups = rows.filter(isGroup);
  const { grouping } = workbench.explorer.arrangement;
  const known = groups.length > 0 ? groupHITs(account.hits(), grouping, factsOf(account)) : [];
  const found = groups.map(({ key }) => known.find(group => group.key === key));
  const [group] = found;
  if (targets.length === 0 && found.length === 1 && group) {
    const { key, label } = group;
    return { selection: { kind: 'group', grouping, key, label } };
  }
  const hitIds = [...targets.map(({ hitId }) => hitId), ...found.flatMap(each => each?.hits.map(({ id }) => id) ?? [])];
  if (hitIds.length === 0 && rows.length > 0) throw new CommandError(`${title}: select HITs or assignments.`);
  if (hitIds.length === 0) return undefined;
  if (!hitIds.some(id => account.hit(id))) throw new CommandError('The selection is no longer in this account.');
  const [first] = targets;
  const row = refIn(first, 'assignment');
  return { selection: { kind: 'hits', hitIds: [...new Set(hitIds)].sort() }, ...(row ? { row } : {}) };
}

async function pickedOpening(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
): Promise<ReviewOpening | undefined> {
  const { account } = session;
  if (account.listing.state === 'never') await account.refreshHITs();
  const hits = account.hits();
  if (hits.length === 0) throw new CommandError('This profile has no HITs.');
  const unreviewed = hits.reduce((sum, hit) => sum + account.counts(hit).submitted, 0);
  const { filter } = workbench.explorer.arrangement;
  const choices: Choice<ReviewSelection | 'hit'>[] = [
    {
      label: 'All assignments pending review',
      description: unreviewed.toLocaleString('en'),
      value: { kind: 'unreviewed' },
    },
    filter === ''
      ? { label: 'All HITs', description: hits.length.toLocaleString('en'), value: { kind: 'search', line: '' } }
      : { label: 'The HITs that the filter shows', description: filter, value: { kind: 'search', line: filter } },
    { label: 'One HIT…', value: 'hit' },
  ];
  const picked = await workbench.prompts.pick('Open Review Grid', 'Which assignments?', choices);
  if (picked !== 'hit') return picked && { selection: picked };
  const hit = await pickHIT(workbench, session, 'Open Review Grid');
  return hit && { selection: { kind: 'hits', hitIds: [hit.id] } };
}
