/** What the ledger has of one HIT, for its panel. */
import type { Act, Verb } from '../../ledger/acts.ts';
import { type Entry, entriesOf, filterEntries } from '../../ledger/entries.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Extension, HistoryEntry } from '../../panels/hit/history.ts';

/** Newest first. Rejects with JournalProblem if a newer version wrote the journal. */
export async function hitHistory(ledger: Ledger, hitId: string): Promise<HistoryEntry[]> {
  return filterEntries(entriesOf(await ledger.plans()), { hitId })
    .reverse()
    .map(historyEntry);
}

function historyEntry(entry: Entry): HistoryEntry {
  const { plan, item, at, act, verb, result, workerIds, assignmentId, about, words, spent } = entry;
  const gave = extensionOf(act);
  return {
    key: `${plan}/${item}`,
    at,
    label: labels[verb],
    result,
    workerIds,
    ...(assignmentId === undefined ? {} : { assignmentId }),
    about,
    words,
    spent: spent.total,
    ...(gave ? { gave } : {}),
  };
}

function extensionOf(act: Act): Extension | undefined {
  switch (act.verb) {
    case 'addAssignments':
      return { kind: 'places', count: act.count, max: act.before + act.count };
    case 'setExpiration':
      return { kind: 'time', expires: act.at };
    case 'expire':
      return { kind: 'end' };
    default:
      return undefined;
  }
}

const labels: Readonly<Record<Verb, string>> = {
  approve: 'Approve',
  override: 'Take back rejection',
  reject: 'Reject',
  bonus: 'Bonus',
  message: 'Message',
  addAssignments: 'More assignments',
  setExpiration: 'Change the end',
  expire: 'Expire',
  delete: 'Delete',
  createHIT: 'Create',
  createHITWithType: 'Create',
  block: 'Block',
  unblock: 'Unblock',
  createQualificationType: 'Create qualification type',
  assignQualification: 'Assign qualification',
  revokeQualification: 'Revoke qualification',
  setReviewing: 'Set Reviewing',
  revertReviewing: 'Set Reviewable',
  changeHITType: 'Change HIT type',
};
