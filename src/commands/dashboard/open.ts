import { counted } from '../../mturk/plurals.ts';
import type { ReviewSelection } from '../../panels/review/contract.ts';
import { isRef } from '../../refs.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRows, isGroup } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { openingOfHITs } from '../review/open.ts';
import { connected, pickHIT } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

const title = 'Open Dashboard';

/** Opens the dashboard of HITs, of a group such as a HIT type or a batch, or of the whole account. */
export const openDashboard: Handler<Needs<'explorer' | 'openDashboard' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const rows = clickedRows(clicked, selected);
  const selection = rows ? clickedSelection(workbench, session, rows) : await pickedSelection(workbench, session);
  if (selection) await workbench.openDashboard(session, selection);
};

function clickedSelection(
  workbench: Needs<'explorer'>,
  { account }: ConnectedSession,
  rows: readonly unknown[],
): ReviewSelection {
  const groups = rows.filter(isGroup);
  // A group of assignments is a part of what is pending review.
  const ofWork = groups.filter(({ of }) => of === 'work').flatMap(group => workbench.explorer.membersOf(group));
  const others = rows.filter(row => !isGroup(row) || row.of === 'hits');
  const opening = openingOfHITs(
    workbench,
    account,
    [...others, ...ofWork.filter(each => isRef(each, 'hit', 'assignment'))],
    title,
  );
  if (!opening) throw new CommandError(`${title}: select HITs, assignments or groups.`);
  return opening.selection;
}

async function pickedSelection(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
): Promise<ReviewSelection | undefined> {
  const { account } = session;
  if (account.listing.state === 'never') await account.refreshHITs();
  if (account.size === 0) throw new CommandError('This profile has no HITs.');
  const { filter } = workbench.explorer.arrangement;
  const choices: Choice<ReviewSelection | 'hit'>[] = [
    {
      label: 'The whole account',
      description: counted(account.size, 'HIT'),
      value: { kind: 'search', line: '' },
    },
    ...(filter === ''
      ? []
      : [
          {
            label: 'The HITs that the filter shows',
            description: filter,
            value: { kind: 'search' as const, line: filter },
          },
        ]),
    { label: 'One HIT…', value: 'hit' },
  ];
  const picked = await workbench.prompts.pick(title, 'Which HITs?', choices);
  if (picked !== 'hit') return picked;
  const hit = await pickHIT(workbench, session, title);
  return hit && { kind: 'hits', hitIds: [hit.id] };
}
