/** The messages that a ledger has to one worker, and how each ended. */
import { type Entry, entriesOf } from '../../ledger/entries.ts';
import type { Plan } from '../../ledger/planState.ts';
import type { SentMessage } from '../../panels/people/peopleSource.ts';

/** Oldest first. */
export function messagesTo(plans: Iterable<Plan>, workerId: string): SentMessage[] {
  return entriesOf(plans)
    .filter(({ verb, workerIds }) => verb === 'message' && workerIds.includes(workerId))
    .map(entry => ({ at: entry.at, subject: entry.about, state: stateFor(entry, workerId) }));
}

function stateFor({ result, missed = [] }: Entry, workerId: string): string {
  if (missed.some(each => each.workerId === workerId)) return 'not reached';
  switch (result) {
    case 'done':
    case 'alreadyDone':
      return 'sent';
    case 'unknown':
      return 'unclear whether it was sent';
    default:
      return 'not sent';
  }
}
