/**
 * What a row of Amazon's results says beyond what can be told from its HIT and assignment: rates of the worker as they were, dates
 * in another form, a column that nobody filled in. It is kept beside the objects, so that an export gives back the file that was read.
 */
import { amazonTime, amazonUtcTime } from '../../mturk/pacific.ts';
import { amountOf } from './fields.ts';
import type { ImportedRecord } from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import type { TableRow } from './text.ts';

/** Those of the HIT, equal in all its rows. */
const hitColumns = [
  'HITTypeId',
  'Title',
  'Description',
  'Keywords',
  'Reward',
  'CreationTime',
  'MaxAssignments',
] as const;
const furtherHITColumns = [
  'RequesterAnnotation',
  'AssignmentDurationInSeconds',
  'AutoApprovalDelayInSeconds',
  'Expiration',
] as const;
const times: ReadonlySet<string> = new Set([
  'CreationTime',
  'Expiration',
  'AcceptTime',
  'SubmitTime',
  'AutoApprovalTime',
]);
const rates: ReadonlySet<string> = new Set(['LifetimeApprovalRate', 'Last30DaysApprovalRate', 'Last7DaysApprovalRate']);
const empty: ReadonlySet<string> = new Set(['NumberOfSimilarHITs', 'LifetimeInSeconds']);
const review: ReadonlySet<string> = new Set(['Approve', 'Reject']);

/** Characters that an answer document can't hold. */
const unholdable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u;

export class ResultCells {
  readonly #names: readonly string[];
  readonly #untouched: boolean;
  #first: TableRow | undefined;

  /** `untouched`: the file is as it was downloaded, so that the form of its cells is Amazon's. */
  constructor(names: readonly string[], untouched: boolean) {
    this.#names = names;
    this.#untouched = untouched;
  }

  /** The answers that the file has columns of, filled in or not. */
  fileRecord(path: string): ImportedRecord {
    const answers = this.#names.flatMap(name => (name.startsWith('Answer.') ? [name.slice('Answer.'.length)] : []));
    return { kind: 'ResultFile', id: path, fields: { Id: path, Answers: answers } };
  }

  /** The first row of a HIT, from which the HIT is read. */
  startHIT(row: TableRow): void {
    this.#first = row;
  }

  /** `number`: the place of the row in the file, from 1. */
  rowRecord(path: string, row: TableRow, number: number): ImportedRecord {
    const cell = (name: string): string => row.get(name) ?? '';
    const [id, parent] = [cell('AssignmentId').trim(), cell('HITId').trim()];
    const cells: Record<string, string> = {};
    for (const name of this.#names)
      if (!review.has(name) && (rates.has(name) || this.#differs(name, row))) cells[name] = cell(name);
    return {
      kind: 'ResultRow',
      id,
      parent,
      fields: {
        AssignmentId: id,
        HITId: parent,
        AssignmentStatus: cell('AssignmentStatus').trim(),
        File: path,
        // Whoever saved a file again may have sorted it.
        ...(this.#untouched ? { Row: number } : {}),
        Cells: cells,
      },
    };
  }

  /** Whether an export would write something else than the cell has. */
  #differs(name: string, row: TableRow): boolean {
    const cell = row.get(name) ?? '';
    const status = (row.get('AssignmentStatus') ?? '').trim();
    // Spreadsheets change the form of times and amounts, and nothing else.
    const form = (differs: boolean): boolean => differs && this.#untouched;
    if (name.startsWith('Input.') || isOfHIT(name)) {
      if (name === 'Reward') return form(cell !== `$${amountOf(cell)}`);
      if (times.has(name)) return form(cell !== (this.#first?.get(name) ?? '') || !isAmazonTime(cell));
      return cell !== (this.#first?.get(name) ?? '');
    }
    if (name.startsWith('Answer.'))
      return (
        unholdable.test(cell) || (cell !== '' && name.slice('Answer.'.length) !== name.slice('Answer.'.length).trim())
      );
    if (empty.has(name)) return cell !== '';
    if (times.has(name)) return form(!isAmazonTime(cell));
    switch (name) {
      case 'ApprovalTime':
        if (status !== 'Approved') return cell !== '';
        return cell !== approvalText(row) && (this.#untouched || isAmazonTime(cell) || isUtcTime(cell));
      case 'RejectionTime':
        return status === 'Rejected' ? form(!isAmazonTime(cell)) : cell !== '';
      case 'RequesterFeedback':
        return status !== 'Rejected' && cell !== '';
      case 'WorkTimeInSeconds':
        return cell !== workText(row);
      default:
        return form(cell !== cell.trim());
    }
  }
}

function isOfHIT(name: string): boolean {
  return [...hitColumns, ...furtherHITColumns].some(column => column === name);
}

function secondsOf(cell: string | undefined): number | undefined {
  return readTime(cell ?? '', 'UTC')?.seconds;
}

function isAmazonTime(cell: string): boolean {
  const seconds = secondsOf(cell);
  return seconds !== undefined && amazonTime(seconds * 1000) === cell;
}

function isUtcTime(cell: string): boolean {
  const seconds = secondsOf(cell);
  return seconds !== undefined && amazonUtcTime(seconds * 1000) === cell;
}

/** Amazon had another form for what approved itself, within a minute after its time. */
function approvalText(row: TableRow): string | undefined {
  const [approved, auto] = [secondsOf(row.get('ApprovalTime')), secondsOf(row.get('AutoApprovalTime'))];
  if (approved === undefined || auto === undefined) return undefined;
  const automatic = approved >= auto && approved <= auto + 60;
  return automatic ? amazonUtcTime(approved * 1000) : amazonTime(approved * 1000);
}

function workText(row: TableRow): string | undefined {
  const [accepted, submitted] = [secondsOf(row.get('AcceptTime')), secondsOf(row.get('SubmitTime'))];
  return accepted === undefined || submitted === undefined ? undefined : String(Math.max(0, submitted - accepted));
}
