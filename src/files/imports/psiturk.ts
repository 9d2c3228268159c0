/** psiTurk's `participants.db`: a table of whatever name, found by its columns. */

import { bonusRecord } from './apiObjects.ts';
import { amountOf, unzonedNote } from './fields.ts';
import { isSqlite } from './fileKinds.ts';
import {
  type Finder,
  fileName,
  type SavedEnvironment,
  type Sink,
  type SourceFile,
  type Tables,
} from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import { isRecord, parsed } from './jsonValues.ts';
import { answersOfObject } from './savedAnswers.ts';

const needed = ['uniqueid', 'assignmentid', 'workerid', 'hitid', 'status', 'datastring'] as const;

export const findPsiturk: Finder = async files => {
  const sources = [];
  for (const file of files) {
    const named = /\.(?:db|sqlite3?)$/i.test(fileName(file));
    if (!(await isSqlite(file))) {
      // A name that promises a database, and no file that is empty or of another program.
      if (/^participants\.db$/i.test(fileName(file))) (await file.database()).close();
      continue;
    }
    if (!named && file.size === 0) continue;
    const tables = await file.database();
    const table = participantsTable(tables);
    tables.close();
    if (table)
      sources.push({
        path: file.path,
        format: 'psiTurk database',
        files: [file],
        read: (sink: Sink) => readDatabase(file, sink),
      });
  }
  return sources;
};

function participantsTable({ columns }: Tables): string | undefined {
  return [...columns].find(([, names]) => needed.every(name => names.includes(name)))?.[0];
}

/** By psiTurk's number: what it says of the assignment, and whether its bonus was paid. */
const statuses = new Map<number, { readonly status?: string; readonly paid?: true }>([
  [4, { status: 'Submitted' }],
  [5, { status: 'Approved' }],
  [7, { status: 'Approved', paid: true }],
]);

async function readDatabase(file: SourceFile, sink: Sink): Promise<void> {
  const tables = await file.database();
  try {
    const table = participantsTable(tables);
    if (!table) return;
    // The second version wrote local times, the third UTC.
    const isThird = tables.columns.has('amt_hit') || tables.columns.has('campaign');
    for (const row of tables.rows(table)) readRow(row, isThird ? 'UTC' : sink.zone, isThird, sink);
    for (const row of tables.rows('amt_hit')) {
      const id = String(row.hitid ?? '');
      if (id !== '' && !id.startsWith('debug')) sink.add({ kind: 'HIT', id, fields: { HITId: id } });
    }
  } finally {
    tables.close();
  }
}

function readRow(row: Readonly<Record<string, unknown>>, zone: string, zoned: boolean, sink: Sink): void {
  const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
  const assignmentId = text('assignmentid');
  const hitId = text('hitid');
  if (text('mode') === 'debug' || assignmentId.startsWith('debug') || hitId.startsWith('debug')) {
    sink.note('dropped', 'participants of debugging, who never were on Mechanical Turk');
    return;
  }
  if (assignmentId === '' || hitId === '') {
    sink.note('dropped', 'participants without an assignment');
    return;
  }
  const state = statuses.get(Number(row.status));
  if (!state) {
    sink.note('dropped', 'participants who did not submit');
    return;
  }
  const environment: SavedEnvironment | undefined =
    text('mode') === 'sandbox' ? 'sandbox' : text('mode') === 'live' ? 'production' : undefined;
  const submitted = readTime(row.endhit, zone);
  if (submitted?.unzoned && !zoned) sink.note('assumed', unzonedNote);
  if (submitted) sink.note('assumed', 'the time at which the page ended stands for the time of submission');
  const answer = answerOf(text('datastring'));
  sink.add({
    kind: 'Assignment',
    id: assignmentId,
    parent: hitId,
    environment,
    fields: {
      AssignmentId: assignmentId,
      HITId: hitId,
      WorkerId: text('workerid'),
      ...(state.status === undefined ? {} : { AssignmentStatus: state.status }),
      ...(submitted ? { SubmitTime: submitted.seconds } : {}),
      ...(answer === undefined ? {} : { Answer: answer }),
    },
  });
  addBonus(row, assignmentId, text('workerid'), state.paid === true, environment, sink);
}

/** What the experiment worked out is a plan until it was paid. */
function addBonus(
  row: Readonly<Record<string, unknown>>,
  assignmentId: string,
  workerId: string,
  paid: boolean,
  environment: SavedEnvironment | undefined,
  sink: Sink,
): void {
  const amount =
    typeof row.bonus === 'number' && row.bonus > 0 ? amountOf(Math.round(row.bonus * 100) / 100) : undefined;
  if (amount === undefined) return;
  if (!paid) {
    sink.note('dropped', 'bonuses that were worked out and not paid');
    return;
  }
  sink.add(bonusRecord(assignmentId, workerId, amount, environment));
}

/** The answers to questions; the record of the trials as one JSON field. */
function answerOf(datastring: string): string | undefined {
  const data = datastring === '' ? undefined : parsed(datastring);
  if (!isRecord(data)) return undefined;
  const { questiondata, data: trials } = data;
  const trialCount = Array.isArray(trials) ? trials.length : 0;
  return answersOfObject({
    ...(isRecord(questiondata) ? questiondata : {}),
    ...(trialCount > 0 ? { trialdata: JSON.stringify(trials) } : {}),
  });
}
