/** ParlAI's `pmt_data.db` and the conversations beside it, in `live/` or `sandbox/`, then by run and conversation. */

import { bonusId } from './apiObjects.ts';
import { isSqlite } from './fileKinds.ts';
import {
  type Fields,
  type Finder,
  fileName,
  type SavedEnvironment,
  type Sink,
  type SourceFile,
  type Tables,
} from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import { answersOf } from './savedAnswers.ts';
import { wholeText } from './text.ts';

type Row = Readonly<Record<string, unknown>>;

/** `live/RUN/CONVERSATION/workers/WORKER.json`, and what the task kept of all of it in `custom/data.json`. */
const conversationFile = /(?:^|\/)(live|sandbox)\/([^/]+)\/([^/]+)\/(?:workers\/([^/]+)|custom\/data)\.json$/;

export const findParlai: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!/\.(?:db|sqlite3?)$/i.test(fileName(file)) || !(await isSqlite(file))) continue;
    const tables = await file.database();
    const has = (table: string, column: string): boolean => tables.columns.get(table)?.includes(column) === true;
    const isOne = has('pairings', 'bonus_paid') && has('assignments', 'hit_id') && has('hits', 'hit_status');
    tables.close();
    if (!isOne) continue;
    const folder = file.path.slice(0, file.path.length - fileName(file).length);
    const data = files.filter(({ path }) => path.startsWith(folder) && conversationFile.test(path));
    sources.push({
      path: file.path,
      format: 'ParlAI database',
      files: [file, ...data],
      read: (sink: Sink) => readAll(file, data, sink),
    });
  }
  return sources;
};

interface Conversations {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly environments: ReadonlyMap<string, SavedEnvironment>;
}

function conversationsIn(data: readonly SourceFile[]): Conversations {
  const files = new Map<string, SourceFile>();
  const environments = new Map<string, SavedEnvironment>();
  for (const file of data) {
    const [, where, run = '', conversation = '', worker = ''] = conversationFile.exec(file.path) ?? [];
    files.set(JSON.stringify([run, conversation, worker]), file);
    environments.set(run, where === 'sandbox' ? 'sandbox' : 'production');
  }
  return { files, environments };
}

/** What workers handed in. Others accepted, disconnected, or finished without submitting. */
const submitted: ReadonlyMap<string, string> = new Map([
  ['Reviewable', 'Submitted'],
  ['Approved', 'Approved'],
  ['Rejected', 'Rejected'],
]);

async function readAll(file: SourceFile, data: readonly SourceFile[], sink: Sink): Promise<void> {
  const conversations = conversationsIn(data);
  const tables = await file.database();
  try {
    const runs = readHITs(tables, conversations, sink);
    const pairings = pairingsIn(tables);
    for (const row of tables.rows('assignments')) await readAssignment(row, { runs, pairings, conversations, sink });
  } finally {
    tables.close();
  }
}

/** Gives the environment by HIT. */
function readHITs(tables: Tables, { environments }: Conversations, sink: Sink): Map<string, SavedEnvironment> {
  const found = new Map<string, SavedEnvironment>();
  for (const row of tables.rows('hits')) {
    const id = idIn(row.hit_id);
    if (id === '') continue;
    const environment = environments.get(String(row.run_id));
    if (environment) found.set(id, environment);
    const expires = readTime(row.expiration, 'UTC');
    const status = typeof row.hit_status === 'string' ? row.hit_status : '';
    const counts = {
      NumberOfAssignmentsPending: row.assignments_pending,
      NumberOfAssignmentsAvailable: row.assignments_available,
      NumberOfAssignmentsCompleted: row.assignments_complete,
    };
    const fields: Record<string, string | number> = { HITId: id };
    if (/^(?:Una|A)ssignable$|^Review(?:able|ing)$|^Disposed$/.test(status)) fields.HITStatus = status;
    if (expires) fields.Expiration = expires.seconds;
    for (const [name, value] of Object.entries(counts)) if (Number.isSafeInteger(value)) fields[name] = Number(value);
    sink.add({ kind: 'HIT', id, environment, fields });
  }
  return found;
}

/** An assignment may have been given to several workers in turn: by both. */
function pairingsIn(tables: Tables): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const row of tables.rows('pairings'))
    found.set(JSON.stringify([idIn(row.assignment_id), idIn(row.worker_id)]), row);
  return found;
}

interface Known {
  readonly runs: ReadonlyMap<string, SavedEnvironment>;
  readonly pairings: ReadonlyMap<string, Row>;
  readonly conversations: Conversations;
  readonly sink: Sink;
}

async function readAssignment(row: Row, { runs, pairings, conversations, sink }: Known): Promise<void> {
  const [id, hitId, worker] = [idIn(row.assignment_id), idIn(row.hit_id), idIn(row.worker_id)];
  const status = submitted.get(String(row.status));
  if (id === '' || hitId === '' || !status) {
    sink.note('dropped', 'assignments that the database does not list as submitted');
    return;
  }
  const environment = runs.get(hitId);
  const pairing = pairings.get(JSON.stringify([id, worker]));
  const ended = readTime(pairing?.task_end, 'UTC');
  if (ended) sink.note('assumed', 'the time at which the task ended, taken as the time of submission');
  const answer = pairing && (await answerOf(pairing, worker, conversations));
  const fields: Fields = {
    AssignmentId: id,
    HITId: hitId,
    AssignmentStatus: status,
    ...(worker === '' ? {} : { WorkerId: worker }),
    ...(ended ? { SubmitTime: ended.seconds } : {}),
    ...(answer === undefined ? {} : { Answer: answer }),
  };
  sink.add({ kind: 'Assignment', id, parent: hitId, environment, fields });
  if (pairing) addBonus(pairing, { id, worker, environment }, sink);
}

interface Paid {
  readonly id: string;
  readonly worker: string;
  readonly environment: SavedEnvironment | undefined;
}

/** Whole cents. */
function addBonus(pairing: Row, { id, worker, environment }: Paid, sink: Sink): void {
  const amount = Number(pairing.bonus_amount);
  if (!Number.isSafeInteger(amount) || amount <= 0) return;
  if (Number(pairing.bonus_paid) !== 1 && pairing.bonus_paid !== 'True') {
    sink.note('dropped', 'bonuses that were worked out and not paid');
    return;
  }
  const fields = {
    AssignmentId: id,
    WorkerId: worker,
    BonusAmount: (amount / 100).toFixed(2),
    ...(typeof pairing.bonus_text === 'string' && pairing.bonus_text !== '' ? { Reason: pairing.bonus_text } : {}),
  };
  sink.add({ kind: 'BonusPayment', id: bonusId(fields), parent: id, environment, fields });
}

/** What the worker's side of the conversation was, and what the task kept of it. */
async function answerOf(pairing: Row, worker: string, { files }: Conversations): Promise<string | undefined> {
  const place = [String(pairing.run_id), String(pairing.conversation_id)];
  const [said, custom] = [files.get(JSON.stringify([...place, worker])), files.get(JSON.stringify([...place, '']))];
  const answers: [string, string][] = [];
  if (said) answers.push(['conversation', (await wholeText(said)).trim()]);
  if (custom) answers.push(['custom', (await wholeText(custom)).trim()]);
  return answers.length === 0 ? undefined : answersOf(answers);
}

/** Columns of the type `string` are numeric to SQLite: an ID of digits alone comes as a number. */
function idIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
