/** Results as Amazon's requester site gave them (docs/import.md), fresh or saved again by a spreadsheet. */

import { addObject } from './apiObjects.ts';
import { amountOf } from './fields.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { ResultCells } from './resultCells.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, headText, type TableRow, tableRows } from './text.ts';

const needed = ['HITId', 'AssignmentId', 'WorkerId', 'AssignmentStatus', 'MaxAssignments'] as const;

export const findAmazonResults: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = new Set(await headingsOf(file));
    if (names.has('Turkle.Username')) continue;
    if (!needed.every(name => names.has(name))) continue;
    sources.push({
      path: file.path,
      format: 'Amazon results CSV',
      files: [file],
      read: (sink: Sink) => readResults(file, sink),
    });
  }
  return sources;
};

const hitColumns = [
  ...[
    'HITId',
    'HITTypeId',
    'Title',
    'Description',
    'Keywords',
    'CreationTime',
    'MaxAssignments',
    'RequesterAnnotation',
  ],
  ...['AssignmentDurationInSeconds', 'AutoApprovalDelayInSeconds', 'Expiration'],
] as const;
const assignmentColumns = [
  ...['AssignmentId', 'WorkerId', 'HITId', 'AssignmentStatus', 'AcceptTime', 'SubmitTime', 'AutoApprovalTime'],
  ...['ApprovalTime', 'RejectionTime', 'RequesterFeedback'],
] as const;
const rateColumns = ['LifetimeApprovalRate', 'Last30DaysApprovalRate', 'Last7DaysApprovalRate'] as const;

async function readResults(file: SourceFile, sink: Sink): Promise<void> {
  let [marks, count] = [0, 0];
  let last = '';
  const names = await headingsOf(file);
  const cells = new ResultCells(names, isUntouched(await headText(file)));
  for await (const row of tableRows(file)) {
    count += 1;
    if (count === 1) sink.add(cells.fileRecord(file.path));
    const cell = (name: string): string => row.get(name)?.trim() ?? '';
    if (cell('HITId') === '') continue;
    if (looksRounded(cell('HITId')) || looksRounded(cell('AssignmentId'))) {
      sink.note('dropped', 'rows whose IDs a spreadsheet turned into numbers');
      continue;
    }
    if (cell('HITId') !== last) {
      last = cell('HITId');
      addHIT(row, sink);
      cells.startHIT(row);
    }
    if (cell('AssignmentId') === '') continue;
    const answer = answersOf(prefixed(row, 'Answer.'));
    const members = Object.fromEntries(assignmentColumns.map(name => [name, cell(name) || undefined]));
    addObject({ ...members, ...(answer === undefined ? {} : { Answer: answer }) }, sink);
    sink.add(cells.rowRecord(file.path, row, count));
    addWorker(row, sink);
    if (cell('Approve') !== '' || cell('Reject') !== '') marks += 1;
  }
  // They say what somebody meant to do.
  if (marks > 0) sink.note('dropped', 'marks in Approve and Reject: a planned decision is not a result', marks);
}

function addHIT(row: TableRow, sink: Sink): void {
  const members = Object.fromEntries(hitColumns.map(name => [name, row.get(name) || undefined]));
  const reward = amountOf(row.get('Reward') ?? '');
  addObject({ ...members, ...(reward === undefined ? {} : { Reward: reward }) }, sink);
  const inputs = prefixed(row, 'Input.');
  const id = row.get('HITId') ?? '';
  if (inputs.length > 0) sink.add({ kind: 'Inputs', id, parent: id, fields: { HITId: id, Inputs: inputs } });
}

/** As it was downloaded: a spreadsheet saves only those cells in quotation marks that need them. */
function isUntouched(head: string): boolean {
  return head.startsWith('"HITId","');
}

/** A worker's rates with this requester, as they were when the file was made. */
function addWorker(row: TableRow, sink: Sink): void {
  const id = row.get('WorkerId')?.trim() ?? '';
  const rates = rateColumns.flatMap(name => (row.get(name) ? [[name, row.get(name) ?? ''] as const] : []));
  if (id !== '' && rates.length > 0)
    sink.add({ kind: 'Worker', id, fields: { WorkerId: id, ...Object.fromEntries(rates) } });
}

/** Names without a prefix, with their cells, in the order of the columns. */
export function prefixed(row: TableRow, prefix: string): [name: string, text: string][] {
  return [...row].flatMap(([name, text]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), text] as [string, string]] : [],
  );
}

/** `3.00E+29` */
function looksRounded(id: string): boolean {
  return /^\d(?:[.,]\d+)?E\+\d+$/i.test(id);
}
