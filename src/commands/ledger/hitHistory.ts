/** What the ledger has of one HIT, for its panel. */

import { type Entry, entriesOf, filterEntries } from '../../ledger/entries.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { verbs } from '../../ledger/verbs/list.ts';
import type { Extension, HistoryEntry } from '../../panels/hit/historySource.ts';

/** Newest first. Rejects with JournalProblem if a newer version wrote the journal. */
export async function hitHistory(ledger: Ledger, hitId: string): Promise<HistoryEntry[]> {
  return filterEntries(entriesOf(await ledger.plans()), { hitId })
    .reverse()
    .map(historyEntry);
}

function historyEntry(entry: Entry): HistoryEntry {
  const { plan, item, at, operation, verb, result, workerIds, assignmentId, about, words, spent } = entry;
  const gave = extensionOf(operation);
  return {
    key: `${plan}/${item}`,
    at,
    label: verbs[verb].label,
    result,
    workerIds,
    ...(assignmentId === undefined ? {} : { assignmentId }),
    about,
    words,
    spent: spent.total,
    ...(gave ? { gave } : {}),
  };
}

function extensionOf(operation: Operation): Extension | undefined {
  switch (operation.verb) {
    case 'addAssignments':
      return { kind: 'places', count: operation.count, max: operation.before + operation.count };
    case 'setExpiration':
      return { kind: 'time', expires: operation.at };
    case 'expire':
      return { kind: 'end' };
    default:
      return undefined;
  }
}
