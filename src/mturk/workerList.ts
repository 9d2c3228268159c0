/** Worker IDs in a text that somebody pasted or keeps in a file: a list in any form, or a CSV with a column of them. */
import { parseCsv } from './csvTable.ts';

export interface WorkerList {
  /** In the order of the text, each once. */
  readonly ids: readonly string[];
  /** What is in the place of an ID, and is none. */
  readonly notIds: readonly string[];
  /** How many IDs stood there before. */
  readonly duplicates: number;
}

/** Characters that are read. */
const longestText = 16_000_000;
/** Texts that are named as no IDs. */
const mostNotIds = 1000;

/** The form that the API's model gives a worker ID. */
const amazonId = /^A[A-Z0-9]{1,63}$/;

/** The names of the column in Amazon's files and those of other programs, in lower case. */
const columnNames: ReadonlySet<string> = new Set(['workerid', 'worker_id', 'worker id', 'worker', 'amazon.workerid']);

/**
 * Reads the IDs. `isKnown` says which other texts name a worker of this account, where IDs may have another form. A column called
 * `WorkerId` is read alone; otherwise every word counts. Never throws.
 */
export function readWorkerList(text: string, isKnown: (id: string) => boolean = () => false): WorkerList {
  const ids = new Set<string>();
  const notIds = new Set<string>();
  let duplicates = 0;
  for (const word of wordsOf(text.slice(0, longestText).replace(/^\uFEFF/, ''))) {
    if (ids.has(word)) duplicates += 1;
    else if (amazonId.test(word) || isKnown(word)) ids.add(word);
    else if (notIds.size < mostNotIds) notIds.add(word);
  }
  return { ids: [...ids], notIds: [...notIds], duplicates };
}

function wordsOf(text: string): readonly string[] {
  const end = text.search(/[\r\n]/);
  const header = end === -1 ? text : text.slice(0, end);
  const delimiter = [',', ';', '\t'].find(each => header.includes(each));
  const names = parseCsv(header, delimiter ?? ',', 0, 1)[0]?.cells.map(cell => cell.text.trim().toLowerCase()) ?? [];
  const column = names.findIndex(name => columnNames.has(name));
  if (column === -1) return text.split(/[\s,;|"']+/).filter(word => word !== '');
  return parseCsv(text, delimiter ?? ',')
    .slice(1)
    .map(({ cells }) => cells[column]?.text.trim() ?? '')
    .filter(word => word !== '');
}
