/**
 * oTree's tables of participants: which participant did which assignment, with all that was recorded. What Mechanical Turk knows of
 * an assignment, its times and its decision, is in none of them.
 */
import { recordOf } from './apiObjects.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, RecordKind, Sink, SourceFile } from './importedRows.ts';
import { answersOf } from './savedAnswers.ts';
import { headingsOf, tableRows } from './text.ts';

const [worker, assignment, hit, group] = [
  'participant.mturk_worker_id',
  'participant.mturk_assignment_id',
  'session.mturk_HITId',
  'session.mturk_HITGroupId',
] as const;

export const findOtree: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = new Set(await headingsOf(file));
    if (![worker, assignment, hit].every(name => names.has(name))) continue;
    sources.push({
      path: file.path,
      format: 'oTree table',
      files: [file],
      read: (sink: Sink) => readParticipants(file, sink),
    });
  }
  return sources;
};

async function readParticipants(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const cell = (name: string): string => row.get(name)?.trim() ?? '';
    if (cell(assignment) === '') {
      sink.note('dropped', 'participants who did not come from Mechanical Turk');
      continue;
    }
    const HITGroupId = cell(group);
    add('HIT', { HITId: cell(hit), ...(HITGroupId === '' ? {} : { HITGroupId }) });
    if (Number(cell('participant.payoff')) > 0)
      sink.note('dropped', 'payoffs: oTree calculates them; they are not payments');
    // Settings of the session are the same in each row.
    const fields = [...row].filter(([name]) => !name.startsWith('session.') && name !== worker && name !== assignment);
    const answer = answersOf(fields);
    add('Assignment', {
      AssignmentId: cell(assignment),
      HITId: cell(hit),
      WorkerId: cell(worker),
      ...(answer === undefined ? {} : { Answer: answer }),
    });
  }

  function add(kind: RecordKind, cells: Readonly<Record<string, string>>): void {
    const fields = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
    const record = recordOf(kind, fields);
    if (record) sink.add(record);
    else if (kind === 'Assignment') sink.note('dropped', `${kind} without a usable ID`);
  }
}
