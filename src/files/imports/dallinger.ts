/** Dallinger's exports: a zip, or the folder that it was unpacked to, with tables of the experiment's database. */

import { bonusRecord } from './apiObjects.ts';
import { amountOf } from './fields.ts';
import { type Finder, fileName, folderOf, type SavedEnvironment, type Sink, type SourceFile } from './importedRows.ts';
import { readTime } from './importedTimes.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, type TableRow, tableRows } from './text.ts';

export const findDallinger: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!/participants?\.csv$/i.test(fileName(file))) continue;
    const names = new Set(await headingsOf(file));
    if (!['worker_id', 'assignment_id', 'hit_id', 'status'].every(name => names.has(name))) continue;
    const folder = folderOf(file);
    const tables = files.filter(each => folderOf(each) === folder && /\.csv$/i.test(fileName(each)));
    // Code and notes of the export are not data.
    const top = folder.replace(/data\/$/, '');
    const rest = files.filter(
      ({ path }) => path.startsWith(top) && (path.endsWith('experiment_id.md') || path.includes('-code.zip')),
    );
    sources.push({
      path: folder.slice(0, -1) || fileName(file),
      format: 'Dallinger export',
      files: [...new Set([...tables, ...rest])],
      read: (sink: Sink) => readExport(file, tables, sink),
    });
  }
  return sources;
};

const statuses: ReadonlyMap<string, string | undefined> = new Map([
  ['submitted', 'Submitted'],
  ['recruiter_submission_started', 'Submitted'],
  ['approved', 'Approved'],
  ['rejected', 'Rejected'],
  // The experiment's own judgement of work that was submitted.
  ['bad_data', undefined],
  ['did_not_attend', undefined],
  ['screened_out', undefined],
  ['overrecruited', undefined],
  ['replaced', undefined],
]);

async function readExport(participants: SourceFile, tables: readonly SourceFile[], sink: Sink): Promise<void> {
  const questions = await questionsOf(tables.find(each => /question\.csv$/i.test(fileName(each))));
  let scrubbed = 0;
  for await (const row of tableRows(participants)) {
    const cell = (name: string): string => row.get(name) ?? '';
    const recruiter = cell('recruiter_id');
    if (cell('mode') === 'debug' || (recruiter !== '' && !/mturk/i.test(recruiter))) {
      sink.note('dropped', 'participants who did not come from Mechanical Turk');
      continue;
    }
    if (!statuses.has(cell('status'))) {
      sink.note('dropped', `participants who are ${cell('status').slice(0, 40) || 'of no status'} and did not submit`);
      continue;
    }
    if (cell('assignment_id') === '' || cell('hit_id') === '') continue;
    const isScrubbed = /^\d{1,9}$/.test(cell('worker_id'));
    if (isScrubbed) scrubbed += 1;
    addParticipant(row, isScrubbed, questions.get(cell('id')) ?? [], sink);
  }
  if (scrubbed > 0) sink.note('dropped', 'worker IDs: this export has numbers in their place', scrubbed);
  const notifications = tables.find(each => /notification\.csv$/i.test(fileName(each)));
  if (notifications) await readEvents(notifications, sink);
}

function addParticipant(
  row: TableRow,
  scrubbed: boolean,
  answers: readonly (readonly [string, string])[],
  sink: Sink,
): void {
  const cell = (name: string): string => row.get(name) ?? '';
  const status = statuses.get(cell('status'));
  const environment: SavedEnvironment | undefined =
    cell('mode') === 'live' ? 'production' : cell('mode') === 'sandbox' ? 'sandbox' : undefined;
  // PostgreSQL wrote them in UTC, without saying so.
  const accepted = readTime(cell('creation_time'), 'UTC');
  const submitted = readTime(cell('end_time'), 'UTC');
  const answer = answersOf(answers);
  sink.add({
    kind: 'Assignment',
    id: cell('assignment_id'),
    parent: cell('hit_id'),
    environment,
    fields: {
      AssignmentId: cell('assignment_id'),
      HITId: cell('hit_id'),
      ...(scrubbed || cell('worker_id') === '' ? {} : { WorkerId: cell('worker_id') }),
      ...(status === undefined ? {} : { AssignmentStatus: status }),
      ...(accepted ? { AcceptTime: accepted.seconds } : {}),
      ...(submitted ? { SubmitTime: submitted.seconds } : {}),
      ...(answer === undefined ? {} : { Answer: answer }),
    },
  });
  const amount = Number(cell('bonus'));
  const bonus = amount > 0 ? amountOf(Math.round(amount * 100) / 100) : undefined;
  if (bonus === undefined) return;
  if (status === 'Approved')
    sink.add(bonusRecord(cell('assignment_id'), scrubbed ? '' : cell('worker_id'), bonus, environment));
  else sink.note('dropped', 'bonuses of work that was not approved, which were not paid');
}

/** Answers by participant, in the order of their numbers. */
async function questionsOf(
  file: SourceFile | undefined,
): Promise<ReadonlyMap<string, readonly (readonly [string, string])[]>> {
  const answers = new Map<string, { readonly number: number; readonly answer: readonly [string, string] }[]>();
  if (!file) return new Map();
  for await (const row of tableRows(file)) {
    const of = row.get('participant_id') ?? '';
    const list = answers.get(of) ?? [];
    answers.set(of, list);
    list.push({ number: Number(row.get('number')), answer: [row.get('question') ?? '', row.get('response') ?? ''] });
  }
  return new Map(
    [...answers].map(([of, list]) => [
      of,
      list.sort((one, two) => one.number - two.number).map(({ answer }) => answer),
    ]),
  );
}

/** What Mechanical Turk told of accepted, returned and abandoned work. */
async function readEvents(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const assignment = row.get('assignment_id') ?? '';
    const type = row.get('event_type') ?? '';
    const at = readTime(row.get('creation_time') ?? '', 'UTC');
    if (assignment === '' || type === '' || !at) continue;
    const id = `${assignment} ${type} ${at.seconds}`;
    sink.add({
      kind: 'Event',
      id,
      parent: assignment,
      fields: { AssignmentId: assignment, EventType: type, At: at.seconds },
    });
  }
}
