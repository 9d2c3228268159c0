/** Undoing an operation is an operation: its titles, and its confirmation. */
import { type Operation, targetOf } from '../../ledger/ledgerOperations.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Profile } from '../../profiles/profile.ts';
import { CommandError } from '../commandError.ts';
import { confirmed } from '../confirmation.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import type { PlanWords } from './planTitles.ts';

export function reversalTitles(label: string, count: number): PlanWords {
  const words = { verb: label.toLowerCase(), done: 'Undid', noun: ['operation', 'operations'] } as const;
  return { ...words, title: `${label}: ${counted(count, ...words.noun)}` };
}

/**
 * Asks whether operations of one kind shall be reversed. Returns the session to do it in, or nothing when the user canceled.
 * The profile must still be the active one: nothing is undone with another's keys.
 */
export async function confirmedReversal(
  workbench: Needs<'prompts' | 'sessions'>,
  profile: Profile,
  label: string,
  operations: readonly Operation[],
): Promise<ConnectedSession | undefined> {
  const session = connected(workbench);
  if (session.profile.id !== profile.id)
    throw new CommandError(`This was done with profile ${profile.name}. Switch to it to undo this.`);
  const [first] = operations;
  const agreed = await confirmed(workbench, session, {
    verb: label,
    object: `for ${first && operations.length === 1 ? targetOf(first) : counted(operations.length, ...reversalTitles(label, operations.length).noun)}`,
    count: operations.length,
    operations,
    remarks: [],
    irreversible: false,
    grave: false,
  });
  return agreed ? session : undefined;
}
