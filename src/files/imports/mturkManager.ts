/** Dumps of MTurk Manager's PostgreSQL database, and its results table. */

import { amountOf } from './fields.ts';
import { isTable } from './fileKinds.ts';
import { type Finder, ImportProblem, type Sink, type SourceFile } from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import { isRecord, parsed } from './jsonValues.ts';
import { answersOf, answersOfObject } from './savedAnswers.ts';
import { headingsOf, headText, linesOf, tableRows } from './text.ts';

export const findMturkManager: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (isTable(file)) {
      const names = new Set(await headingsOf(file));
      if (['id_assignment', 'id_hit', 'id_worker', 'status_external'].every(name => names.has(name)))
        sources.push({
          path: file.path,
          format: 'MTurk Manager results',
          files: [file],
          read: (sink: Sink) => readTable(file, sink),
        });
      continue;
    }
    const head = await headText(file);
    if (head.startsWith('PGDMP'))
      sources.push({ path: file.path, format: 'PostgreSQL dump', files: [file], read: () => refuse(file) });
    else if (/^-- PostgreSQL database dump/m.test(head.slice(0, 2000)))
      sources.push({
        path: file.path,
        format: 'MTurk Manager dump',
        files: [file],
        read: (sink: Sink) => readDump(file, sink),
      });
  }
  return sources;
};

async function refuse({ path }: SourceFile): Promise<void> {
  throw new ImportProblem(
    `${path} is a PostgreSQL dump in the custom format. Convert it to text with pg_restore --file=dump.sql and select that file.`,
  );
}

type Row = ReadonlyMap<string, string | null>;

/** The columns of a line such as `COPY public.api_hit (id, id_hit) FROM stdin;` */
const copyLine = /^COPY (?:public\.)?"?(api_\w+)"? \(([^)]*)\) FROM stdin;$/;
const wanted: ReadonlySet<string> = new Set([
  ...['api_hit', 'api_assignment', 'api_worker', 'api_batch', 'api_settings_batch', 'api_worker_block_project'],
]);

async function readDump(file: SourceFile, sink: Sink): Promise<void> {
  // Rows refer to rows of tables that come later, so all are kept; they are small but for answers.
  const tables = new Map<string, Row[]>();
  let table: Row[] | undefined;
  let columns: readonly string[] = [];
  for await (const line of linesOf(file)) {
    if (table) {
      if (line === '\\.') table = undefined;
      else {
        const cells = line.split('\t').map(unescaped);
        table.push(new Map(columns.map((name, index) => [name, cells[index] ?? null])));
      }
      continue;
    }
    const [, name = '', list = ''] = copyLine.exec(line) ?? [];
    if (!wanted.has(name)) continue;
    columns = list.split(',').map(each => each.trim().replaceAll('"', ''));
    table = tables.get(name) ?? [];
    tables.set(name, table);
  }
  if (table) throw new ImportProblem(`${file.path} ends in the middle of a table. Make the dump again.`);
  if (!tables.has('api_assignment')) {
    sink.note('unread', 'a PostgreSQL dump without the tables of MTurk Manager');
    return;
  }
  addAll(tables, sink);
}

function unescaped(cell: string): string | null {
  if (cell === '\\N') return null;
  return cell.replace(
    /\\([\\tnrbfv])/g,
    (_, code: string) => ({ t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' })[code] ?? code,
  );
}

function addAll(tables: ReadonlyMap<string, readonly Row[]>, sink: Sink): void {
  const byId = (name: string): ReadonlyMap<string, Row> =>
    new Map((tables.get(name) ?? []).map(row => [row.get('id') ?? row.get('id_worker') ?? '', row]));
  const workers = byId('api_worker');
  const batches = byId('api_batch');
  const settings = byId('api_settings_batch');
  const hitIds = new Map<string, string>();
  for (const row of tables.get('api_hit') ?? []) {
    const hitId = row.get('id_hit') ?? '';
    if (hitId === '') continue;
    hitIds.set(row.get('id') ?? '', hitId);
    const of = settings.get(batches.get(row.get('batch_id') ?? '')?.get('settings_batch_id') ?? '');
    const created = readTime(row.get('datetime_creation') ?? '', 'UTC');
    const expires = readTime(row.get('datetime_expiration') ?? '', 'UTC');
    const cents = Number(of?.get('reward'));
    const reward = of?.get('reward') && Number.isSafeInteger(cents) ? amountOf(cents / 100) : undefined;
    const text = (name: string, member: string) => (of?.get(name) ? { [member]: of.get(name) ?? '' } : {});
    sink.add({
      kind: 'HIT',
      id: hitId,
      fields: {
        HITId: hitId,
        ...text('title', 'Title'),
        ...text('description', 'Description'),
        ...(created ? { CreationTime: created.seconds } : {}),
        ...(expires ? { Expiration: expires.seconds } : {}),
        ...(reward === undefined ? {} : { Reward: reward }),
        ...count(of?.get('duration'), 'AssignmentDurationInSeconds'),
      },
    });
    const inputs = parsed(row.get('parameters') ?? '');
    if (isRecord(inputs))
      sink.add({
        kind: 'Inputs',
        id: hitId,
        parent: hitId,
        fields: { HITId: hitId, Inputs: Object.entries(inputs).map(([name, value]) => [name, String(value)]) },
      });
  }
  for (const row of tables.get('api_assignment') ?? []) {
    const id = row.get('id_assignment') ?? '';
    const hitId = hitIds.get(row.get('hit_id') ?? '');
    if (id === '' || hitId === undefined) continue;
    const workerKey = row.get('worker_id') ?? '';
    const worker = workers.get(workerKey)?.get('id_worker') ?? workerKey;
    addAssignment(
      id,
      hitId,
      worker,
      row.get('status_external') ?? null,
      [row.get('datetime_accept'), row.get('datetime_submit')],
      answerOf(row.get('answer') ?? ''),
      sink,
    );
  }
  for (const row of tables.get('api_worker_block_project') ?? []) {
    const worker = workers.get(row.get('worker_id') ?? '')?.get('id_worker');
    if (worker) sink.note('dropped', 'workers who were blocked for one project, which Mechanical Turk did not block');
  }
}

function count(text: string | null | undefined, member: string): Readonly<Record<string, number>> {
  const number = Number(text);
  return text && Number.isSafeInteger(number) && number > 0 ? { [member]: number } : {};
}

const statuses: ReadonlyMap<string, string> = new Map([
  ['0', 'Approved'],
  ['1', 'Rejected'],
  // The rejection was reversed.
  ['2', 'Approved'],
]);

function addAssignment(
  id: string,
  hitId: string,
  worker: string,
  status: string | null,
  [accept, submit]: readonly (string | null | undefined)[],
  answer: string | undefined,
  sink: Sink,
): void {
  const accepted = readTime(accept ?? '', 'UTC');
  const submitted = readTime(submit ?? '', 'UTC');
  sink.add({
    kind: 'Assignment',
    id,
    parent: hitId,
    fields: {
      AssignmentId: id,
      HITId: hitId,
      ...(worker === '' ? {} : { WorkerId: worker }),
      AssignmentStatus: status === null || status === '' ? 'Submitted' : (statuses.get(status) ?? 'Submitted'),
      ...(accepted ? { AcceptTime: accepted.seconds } : {}),
      ...(submitted ? { SubmitTime: submitted.seconds } : {}),
      ...(answer === undefined ? {} : { Answer: answer }),
    },
  });
}

/** JSON of the answer document, or of a batch that came from Amazon's CSV: names with texts. */
function answerOf(text: string): string | undefined {
  const read = parsed(text);
  if (!isRecord(read)) return undefined;
  const document = isRecord(read.QuestionFormAnswers) ? read.QuestionFormAnswers : undefined;
  if (!document) return answersOfObject(read);
  const answers = [document.Answer].flat().filter(isRecord);
  return answersOf(
    answers.map(
      each => [String(each.QuestionIdentifier ?? ''), typeof each.FreeText === 'string' ? each.FreeText : ''] as const,
    ),
  );
}

const own = new Set([
  'id_assignment',
  'id_hit',
  'id_worker',
  'sandbox',
  'creation',
  'expiration',
  'status_external',
  'status_internal',
]);

async function readTable(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const cell = (name: string): string => row.get(name) ?? '';
    const environment =
      cell('sandbox') === 'True'
        ? ('sandbox' as const)
        : cell('sandbox') === 'False'
          ? ('production' as const)
          : undefined;
    const created = readTime(cell('creation'), sink.zone);
    const expires = readTime(cell('expiration'), sink.zone);
    sink.add({
      kind: 'HIT',
      id: cell('id_hit'),
      environment,
      fields: {
        HITId: cell('id_hit'),
        ...(created ? { CreationTime: created.seconds } : {}),
        ...(expires ? { Expiration: expires.seconds } : {}),
      },
    });
    sink.note(
      'assumed',
      'inputs and answers stand side by side without a mark in this table: all are shown as answers',
    );
    addAssignment(
      cell('id_assignment'),
      cell('id_hit'),
      cell('id_worker'),
      cell('status_external'),
      [],
      answersOf([...row].filter(([name]) => !own.has(name))),
      {
        ...sink,
        add: record => sink.add({ ...record, environment }),
      },
    );
  }
}
