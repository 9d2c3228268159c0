/** Tables of MTurkR and pyMTurkR as `write.csv` left them: `NA` is nothing, and rows may have a number of their own in front. */

import { addObject } from './apiObjects.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, type TableRow, tableRows } from './text.ts';

type Reader = (file: SourceFile, sink: Sink) => Promise<void>;

/** By the columns that a table of the kind has. The first that fits counts. */
const kinds: readonly {
  readonly needed: readonly string[];
  readonly absent?: readonly string[];
  readonly read: Reader;
}[] = [
  { needed: ['AssignmentId', 'WorkerId', 'HITId', 'QuestionIdentifier', 'FreeText'], read: readLongAnswers },
  {
    needed: ['AssignmentId', 'WorkerId', 'HITId', 'AssignmentStatus', 'AcceptTime'],
    absent: ['HITTypeId', 'Title'],
    read: readAssignments,
  },
  {
    needed: ['AssignmentId', 'WorkerId', 'BonusAmount', 'GrantTime'],
    read: (file, sink) => readPlain(file, sink, bonusColumns),
  },
  { needed: ['HITId', 'HITTypeId', 'Title', 'HITStatus'], absent: ['AssignmentId'], read: readHITs },
  {
    needed: ['WorkerId', 'Reason'],
    absent: ['AssignmentId', 'BonusAmount'],
    read: (file, sink) => readPlain(file, sink, ['WorkerId', 'Reason']),
  },
];
const bonusColumns = ['AssignmentId', 'WorkerId', 'BonusAmount', 'Reason', 'GrantTime'];

export const findRTables: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = new Set(await headingsOf(file));
    const kind = kinds.find(
      ({ needed, absent = [] }) => needed.every(name => names.has(name)) && !absent.some(name => names.has(name)),
    );
    if (!kind || names.size > 2000) continue;
    // Two columns are too few to tell by: only what R's tools write, with nothing beside.
    if (kind.needed.length === 2 && [...names].some(name => !['', 'WorkerId', 'Reason'].includes(name))) continue;
    sources.push({
      path: file.path,
      format: 'MTurkR table',
      files: [file],
      read: (sink: Sink) => kind.read(file, sink),
    });
  }
  return sources;
};

const assignmentColumns = new Set([
  ...['AssignmentId', 'WorkerId', 'HITId', 'AssignmentStatus', 'AutoApprovalTime', 'AcceptTime', 'SubmitTime'],
  ...['ApprovalTime', 'RejectionTime', 'RequesterFeedback', 'Deadline'],
]);
/** Worked out by the tool, or the number of the row. */
const ownColumns = new Set(['', 'ApprovalRejectionTime', 'SecondsOnHIT', 'Answer']);

async function readAssignments(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const members = membersOf(row, name => assignmentColumns.has(name));
    const xml = known(row.get('Answer'));
    const answer =
      xml ??
      answersOf(
        [...row].flatMap(([name, text]) =>
          assignmentColumns.has(name) || ownColumns.has(name) || known(text) === undefined
            ? []
            : [[name, text] as const],
        ),
      );
    addObject({ ...members, ...(answer === undefined ? {} : { Answer: answer }) }, sink);
  }
}

const hitColumns = new Set([
  ...[
    'HITId',
    'HITTypeId',
    'HITGroupId',
    'CreationTime',
    'Title',
    'Description',
    'Keywords',
    'HITStatus',
    'MaxAssignments',
  ],
  ...[
    'AutoApprovalDelayInSeconds',
    'Expiration',
    'AssignmentDurationInSeconds',
    'HITReviewStatus',
    'RequesterAnnotation',
    'Question',
  ],
]);

async function readHITs(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const counts = Object.fromEntries(
      ['Pending', 'Available', 'Completed'].flatMap(name => {
        const value = known(row.get(`NumberOfAssignments${name}`));
        return value === undefined ? [] : [[`NumberOfAssignments${name}`, value]];
      }),
    );
    const reward = known(row.get('Amount') ?? row.get('Reward'));
    addObject(
      {
        ...membersOf(row, name => hitColumns.has(name)),
        ...counts,
        ...(reward === undefined ? {} : { Reward: reward }),
      },
      sink,
    );
  }
}

async function readPlain(file: SourceFile, sink: Sink, columns: readonly string[]): Promise<void> {
  for await (const row of tableRows(file))
    addObject(
      membersOf(row, name => columns.includes(name)),
      sink,
    );
}

/** pyMTurkR writes a row for each answer, the last one first. */
async function readLongAnswers(file: SourceFile, sink: Sink): Promise<void> {
  const byAssignment = new Map<string, { readonly row: TableRow; readonly answers: [string, string][] }>();
  for await (const row of tableRows(file)) {
    const id = row.get('AssignmentId') ?? '';
    const entry = byAssignment.get(id) ?? { row, answers: [] };
    byAssignment.set(id, entry);
    const text =
      known(row.get('FreeText')) ??
      known(row.get('SelectionIdentifier')) ??
      known(row.get('OtherSelectionField')) ??
      known(row.get('UploadedFileKey'));
    if (known(row.get('SelectionIdentifier')) !== undefined)
      sink.note('assumed', 'of several selections of one question, the table has the first');
    entry.answers.unshift([row.get('QuestionIdentifier') ?? '', text ?? '']);
  }
  for (const { row, answers } of byAssignment.values()) {
    const answer = answersOf(answers);
    addObject(
      {
        ...membersOf(row, name => ['AssignmentId', 'WorkerId', 'HITId'].includes(name)),
        ...(answer === undefined ? {} : { Answer: answer }),
      },
      sink,
    );
  }
}

function membersOf(row: TableRow, wanted: (name: string) => boolean): Record<string, string> {
  const members: Record<string, string> = {};
  for (const [name, text] of row) {
    const value = wanted(name) ? known(text) : undefined;
    if (value !== undefined) members[name] = value;
  }
  return members;
}

function known(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text === 'NA' ? undefined : text;
}
