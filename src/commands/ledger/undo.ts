/** Taking an act back is an act: confirmed, written down, told. */
import type { Act } from '../../ledger/acts.ts';
import { costOf } from '../../ledger/costs.ts';
import { requestOf } from '../../ledger/requests.ts';
import type { Undo } from '../../ledger/undo.ts';
import { addCosts } from '../../mturk/fees.ts';
import { cents } from '../../mturk/money.ts';
import type { Profile } from '../../profiles/profile.ts';
import { confirmed, noCost } from '../confirmation.ts';
import { Problem } from '../problem.ts';
import { connected } from '../targets.ts';
import type { Workbench } from '../workbench.ts';
import { carryOut, counted, type PlanWords } from './carryOut.ts';

export async function undoEntry(workbench: Workbench, profile: Profile, undo: Undo): Promise<void> {
  await undoAll(workbench, profile, undo.label, [undo.act]);
}

/** Takes acts of one kind back. The profile must still be the active one: nothing is undone with another's keys. */
export async function undoAll(
  workbench: Workbench,
  profile: Profile,
  label: string,
  acts: readonly Act[],
): Promise<void> {
  const session = connected(workbench);
  if (session.profile.id !== profile.id)
    throw new Problem(`This was done with profile ${profile.name}. Switch back to it to take it back.`);
  const words: Omit<PlanWords, 'title'> = { verb: label.toLowerCase(), done: 'Took back', noun: ['act', 'acts'] };
  const object = counted(words, acts.length);
  const goOn = await confirmed(workbench, session, {
    verb: label,
    object,
    count: acts.length,
    spent: addCosts(acts.map(costOf)),
    later: noCost,
    largestBonus: cents(0),
    remarks: [],
    irreversible: false,
    grave: false,
    requests: () => acts.map((act, index) => requestOf(act, `dry-run-${index}`)),
  });
  if (goOn) await carryOut(workbench, session, { ...words, title: `${label}: ${object}` }, acts);
}
