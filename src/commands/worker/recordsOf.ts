/** What pages of workers show of the ledger and of notes, which they may not reach for themselves. */
import type { Memento } from 'vscode';
import type { PeopleSource } from '../../panels/people/peopleSource.ts';
import type { Ledgers } from '../ledger/ledgers.ts';

export function workerRecordsOf(ledgers: Ledgers, memory: Memento): PeopleSource {
  return async (profileId, workerId) => {
    const [{ messagesTo }, { workerNotes }] = await Promise.all([import('./messagesTo.ts'), import('./workerNote.ts')]);
    const messages = messagesTo(await (await ledgers.of(profileId)).plans(), workerId);
    return { note: workerNotes({ memory }, profileId).get(workerId), messages };
  };
}
