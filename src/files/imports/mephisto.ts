/** Mephisto's databases and data folder: the store of the provider names Amazon's IDs, the main one the work. */

import { bonusRecord } from './apiObjects.ts';
import { amountOf } from './fields.ts';
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
import { wholeText } from './text.ts';

type Row = Readonly<Record<string, unknown>>;

export const findMephisto: Finder = async files => {
  const databases: { readonly file: SourceFile; readonly kind: 'main' | 'provider' }[] = [];
  for (const file of files) {
    if (!/\.db$/.test(fileName(file)) || !(await isSqlite(file))) continue;
    const tables = await file.database();
    const has = (table: string, column: string): boolean => tables.columns.get(table)?.includes(column) === true;
    const kind =
      has('units', 'agent_id') && tables.columns.has('task_runs')
        ? 'main'
        : has('hits', 'unit_id') && has('run_mappings', 'hit_id')
          ? 'provider'
          : undefined;
    tables.close();
    if (kind) databases.push({ file, kind });
  }
  const main = databases.find(({ kind }) => kind === 'main');
  if (!main) return [];
  const providers = databases.filter(({ kind }) => kind === 'provider').map(({ file }) => file);
  const data = files.filter(({ path }) => /(?:^|\/)runs\/(?:[^/]+\/)?\d+\/\d+\//.test(path));
  const files_ = [main.file, ...providers, ...data];
  return [
    {
      path: main.file.path,
      format: 'Mephisto data',
      files: files_,
      read: (sink: Sink) => readAll(main.file, providers, data, sink),
    },
  ];
};

/** Amazon's names of what Mephisto calls a unit. */
interface Bridge {
  readonly hitId: string;
  readonly assignmentId: string;
  readonly environment: SavedEnvironment;
}

async function readAll(
  main: SourceFile,
  providers: readonly SourceFile[],
  data: readonly SourceFile[],
  sink: Sink,
): Promise<void> {
  const bridges = new Map<string, Bridge>();
  for (const file of providers) await readProvider(file, bridges, sink);
  const tables = await main.database();
  try {
    const agentFiles = new Map<string, SourceFile>();
    for (const file of data) {
      const agent = /\/(\d+)\/(?:agent_data|state)\.json$/.exec(file.path)?.[1];
      if (agent !== undefined) agentFiles.set(agent, file);
    }
    await readUnits(tables, bridges, agentFiles, sink);
  } finally {
    tables.close();
  }
}

async function readProvider(file: SourceFile, bridges: Map<string, Bridge>, sink: Sink): Promise<void> {
  const environment = /sandbox/i.test(fileName(file)) ? 'sandbox' : 'production';
  const tables = await file.database();
  try {
    const types = new Map([...tables.rows('runs')].map(row => [idOf(row.run_id), textOf(row.hit_type_id)]));
    const runs = new Map([...tables.rows('run_mappings')].map(row => [textOf(row.hit_id), idOf(row.run_id)]));
    for (const row of tables.rows('hits')) {
      const hitId = textOf(row.hit_id);
      if (hitId === '') continue;
      const typeId = types.get(runs.get(hitId) ?? '') ?? '';
      const created = readTime(row.creation_date, 'UTC');
      const duration = Number(row.assignment_time_in_seconds);
      sink.add({
        kind: 'HIT',
        id: hitId,
        environment,
        fields: {
          HITId: hitId,
          ...(typeId ? { HITTypeId: typeId } : {}),
          ...(created ? { CreationTime: created.seconds } : {}),
          ...(Number.isSafeInteger(duration) && duration > 0 ? { AssignmentDurationInSeconds: duration } : {}),
          // Mephisto makes one HIT for each unit of work.
          MaxAssignments: 1,
        },
      });
      if (row.unit_id !== null)
        bridges.set(idOf(row.unit_id), { hitId, assignmentId: textOf(row.assignment_id), environment });
    }
  } finally {
    tables.close();
  }
}

/** Soft-rejected work was paid: it is approved at Mechanical Turk. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['completed', 'Submitted'],
  ['accepted', 'Approved'],
  ['soft_rejected', 'Approved'],
  ['rejected', 'Rejected'],
]);

async function readUnits(
  tables: Tables,
  bridges: ReadonlyMap<string, Bridge>,
  agentFiles: ReadonlyMap<string, SourceFile>,
  sink: Sink,
): Promise<void> {
  const workers = new Map(
    [...tables.rows('workers')].map(row => [idOf(row.worker_id), textOf(row.worker_name).replace(/_sandbox$/, '')]),
  );
  const reviews = new Map([...tables.rows('unit_review')].map(row => [idOf(row.unit_id), row]));
  const settings = settingsOf(tables);
  for (const unit of tables.rows('units')) {
    const bridge = bridges.get(idOf(unit.unit_id));
    if (!bridge) {
      sink.note('dropped', 'units that were never on Mechanical Turk');
      continue;
    }
    const { hitId, assignmentId, environment } = bridge;
    const shared = settings.get(idOf(unit.task_run_id));
    if (shared)
      sink.add({ kind: 'HIT', id: hitId, environment, fields: { HITId: hitId, ...shared, ...rewardOf(unit) } });
    const status = statuses.get(textOf(unit.status));
    if (assignmentId === '' || status === undefined) continue;
    const workerId = workers.get(idOf(unit.worker_id)) ?? '';
    const work = await workOf(agentFiles.get(idOf(unit.agent_id)), sink);
    const review = reviews.get(idOf(unit.unit_id));
    const feedback = status === 'Rejected' ? textOf(review?.review_note) : '';
    sink.add({
      kind: 'Assignment',
      id: assignmentId,
      parent: hitId,
      environment,
      fields: {
        AssignmentId: assignmentId,
        HITId: hitId,
        ...(workerId ? { WorkerId: workerId } : {}),
        AssignmentStatus: status,
        ...work,
        ...(feedback ? { RequesterFeedback: feedback } : {}),
      },
    });
    const bonus = Number(review?.bonus);
    const amount = bonus > 0 ? amountOf(Math.round(bonus * 100) / 100) : undefined;
    if (amount !== undefined) sink.add(bonusRecord(assignmentId, workerId, amount, environment));
  }
}

function rewardOf(unit: Row): { readonly Reward?: string } {
  const amount = typeof unit.pay_amount === 'number' ? amountOf(Math.round(unit.pay_amount * 100) / 100) : undefined;
  return amount === undefined ? {} : { Reward: amount };
}

/** What the configuration of each run says of its HITs. */
function settingsOf(tables: Tables): ReadonlyMap<string, Readonly<Record<string, string | number>>> {
  const found = new Map<string, Readonly<Record<string, string | number>>>();
  for (const row of tables.rows('task_runs')) {
    const read = parsed(textOf(row.init_params));
    const config = isRecord(read) && isRecord(read.mephisto) ? read.mephisto : read;
    const task = isRecord(config) && isRecord(config.task) ? config.task : {};
    const members: Record<string, string | number> = {};
    for (const [name, key] of [
      ['Title', 'task_title'],
      ['Description', 'task_description'],
      ['Keywords', 'task_tags'],
    ] as const)
      if (typeof task[key] === 'string') members[name] = task[key].trim();
    if (Object.keys(members).length > 0) found.set(idOf(row.task_run_id), members);
  }
  return found;
}

/** Times of Mephisto's own page, and what the worker sent. */
async function workOf(file: SourceFile | undefined, sink: Sink): Promise<Readonly<Record<string, string | number>>> {
  if (!file) return {};
  const read = parsed(await wholeText(file));
  if (!isRecord(read)) {
    sink.note('unread', 'agent data that is not JSON');
    return {};
  }
  const times = isRecord(read.times) ? read.times : {};
  const started = readTime(times.task_start ?? read.start_time, 'UTC');
  const ended = readTime(times.task_end ?? read.end_time, 'UTC');
  const outputs = isRecord(read.outputs) ? read.outputs : undefined;
  const final = outputs && isRecord(outputs.final_submission) ? outputs.final_submission : outputs;
  const answer = final && answersOfObject(final);
  if (ended) sink.note('assumed', 'times of Mephisto’s own page stand for those of Mechanical Turk');
  return {
    ...(started ? { AcceptTime: started.seconds } : {}),
    ...(ended ? { SubmitTime: ended.seconds } : {}),
    ...(answer === undefined ? {} : { Answer: answer }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function idOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint' ? String(value) : '';
}
