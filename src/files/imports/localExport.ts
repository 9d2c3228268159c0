/** Local's own export: its tables row by row, made into objects of the API again. */

import { cents, formatAmount } from '../../mturk/money.ts';
import { bonusId } from './apiObjects.ts';
import {
  type Fields,
  type Finder,
  ImportProblem,
  type RecordKind,
  type Sink,
  type SourceFile,
} from './importedRows.ts';
import { isRecord, parsed } from './jsonValues.ts';
import { headText, linesOf } from './text.ts';

export const findLocalExports: Finder = async files => {
  const sources = [];
  for (const file of files) {
    const [line = ''] = (await headText(file)).slice(0, 200).split('\n');
    const head = line.includes('mturk-local') ? parsed(line) : undefined;
    if (!isRecord(head) || head.format !== 'mturk-local') continue;
    sources.push({
      path: file.path,
      format: 'export of Local',
      files: [file],
      read: (sink: Sink) => readExport(file, sink),
    });
  }
  return sources;
};

/** What the rows of an export refer to, to be handed on from line to line. */
export function startExport(): Seen {
  return { types: new Map(), hits: new Map() };
}

/** Adds what a line of an export holds; says whether it was a row. */
export function readExportLine(line: string, seen: Seen, sink: Sink): boolean {
  const read = line === '' ? undefined : parsed(line);
  if (!isRecord(read) || typeof read.table !== 'string' || !isRecord(read.row)) return false;
  addRow(read.table, read.row, seen, sink);
  return true;
}

/** Whether it is the line that a complete export ends with. */
export function isEndOfExport(line: string): boolean {
  return line.startsWith('{"end":');
}

type Row = Readonly<Record<string, unknown>>;

/** What rows refer to. */
interface Seen {
  readonly types: Map<string, Row>;
  readonly hits: Map<number, Row>;
}

async function readExport(file: SourceFile, sink: Sink): Promise<void> {
  const seen = startExport();
  let number = 0;
  let ended = false;
  for await (const line of linesOf(file)) {
    number += 1;
    if (number === 1 || line === '') continue;
    if (isEndOfExport(line)) ended = true;
    else if (!readExportLine(line, seen, sink))
      throw new ImportProblem(`${file.path} is damaged at line ${number}. Export it again.`);
  }
  if (!ended) throw new ImportProblem(`${file.path} ends before its export did. Export it again.`);
}

/** Tables whose rows nobody looks for in an archive, and those that hold keys. */
const ignoredTables: ReadonlySet<string> = new Set([
  ...[
    'requesters',
    'counting',
    'settings',
    'sqlite_sequence',
    'request_tokens',
    'hit_requirements',
    'ledger',
    'simulations',
    'simulation_steps',
  ],
]);

function addRow(table: string, row: Row, seen: Seen, sink: Sink): void {
  const add = (kind: RecordKind, id: unknown, fields: Record<string, unknown>, parent?: unknown): void =>
    sink.add({
      kind,
      id: String(id),
      fields: compact(fields),
      parent: typeof parent === 'string' ? parent : undefined,
    });
  switch (table) {
    case 'hit_types':
      seen.types.set(String(row.id), row);
      add('HITType', row.id, {
        HITTypeId: row.id,
        HITGroupId: row.group_id,
        ...typeMembers(row),
        CreationTime: seconds(row.creation_time),
      });
      return;
    case 'hits':
      seen.hits.set(Number(row.seq), row);
      add('HIT', row.id, hitMembers(row, seen.types.get(String(row.type_id)) ?? {}));
      return;
    case 'hit_contents': {
      const hit = seen.hits.get(Number(row.hit_seq));
      if (hit)
        add('HIT', hit.id, {
          HITId: hit.id,
          Question: row.question,
          RequesterAnnotation: row.annotation,
          HITLayoutId: row.layout_id,
        });
      return;
    }
    case 'assignments': {
      const hit = seen.hits.get(Number(row.hit_seq));
      if (!hit || row.submit_time === null) return;
      add('Assignment', row.id, assignmentMembers(row, hit.id), hit.id);
      return;
    }
    case 'bonuses': {
      const fields = compact({
        AssignmentId: row.assignment_id,
        WorkerId: row.worker_id,
        BonusAmount: money(row.amount),
        Reason: row.reason,
        GrantTime: seconds(row.grant_time),
      });
      add('BonusPayment', bonusId(fields), fields, row.assignment_id);
      return;
    }
    case 'worker_blocks':
      add('WorkerBlock', row.worker_id, { WorkerId: row.worker_id, Reason: row.reason });
      return;
    case 'qualification_types':
      if (row.status === 'Active' || row.status === 'Inactive')
        add('QualificationType', row.id, qualificationTypeMembers(row));
      return;
    case 'qualifications':
      add(
        'Qualification',
        `${row.type_id} ${row.worker_id}`,
        {
          QualificationTypeId: row.type_id,
          WorkerId: row.worker_id,
          Status: row.status,
          IntegerValue: row.value,
          GrantTime: seconds(row.grant_time),
        },
        row.type_id,
      );
      return;
    case 'qualification_requests':
      if (row.status === 'Pending')
        add(
          'QualificationRequest',
          row.id,
          {
            QualificationRequestId: row.id,
            QualificationTypeId: row.type_id,
            WorkerId: row.worker_id,
            Test: row.test,
            Answer: row.answer,
            SubmitTime: seconds(row.submit_time),
          },
          row.type_id,
        );
      return;
    case 'accounts': {
      const available = Number(row.funded) - Number(row.held) - Number(row.paid);
      if (row.mode === 'funded' && available >= 0) add('Account', 'account', { AvailableBalance: money(available) });
      return;
    }
    case 'notification_settings':
      add('NotificationSetting', row.hit_type_id, { HITTypeId: row.hit_type_id, ...row });
      return;
    case 'messages':
      add('Message', row.seq, { Id: String(row.seq), ...row });
      return;
    default:
      if (!ignoredTables.has(table)) sink.note('dropped', `rows of ${table.slice(0, 60)}, which only Local has`);
  }
}

function compact(fields: Record<string, unknown>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Fields;
}

function seconds(milliseconds: unknown): number | undefined {
  return typeof milliseconds === 'number' ? Math.floor(milliseconds / 1000) : undefined;
}

function money(amount: unknown): string | undefined {
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0
    ? formatAmount(cents(amount))
    : undefined;
}

function typeMembers(type: Row): Record<string, unknown> {
  return {
    Title: type.title,
    Description: type.description,
    Keywords: type.keywords,
    Reward: money(type.reward),
    AssignmentDurationInSeconds: type.assignment_duration,
    AutoApprovalDelayInSeconds: type.auto_approval_delay,
    QualificationRequirements: parsed(String(type.qualification_requirements)),
  };
}

function hitMembers(hit: Row, type: Row): Record<string, unknown> {
  const [most, pending, submitted, approved, rejected] = [
    'max_assignments',
    'pending',
    'submitted',
    'approved',
    'rejected',
  ].map(name => Number(hit[name]));
  const completed = (approved ?? 0) + (rejected ?? 0);
  return {
    HITId: hit.id,
    HITTypeId: hit.type_id,
    HITGroupId: type.group_id,
    ...typeMembers(type),
    CreationTime: seconds(hit.creation_time),
    Expiration: seconds(hit.expiration),
    HITStatus: hit.status,
    HITReviewStatus: 'NotReviewed',
    MaxAssignments: most,
    NumberOfAssignmentsPending: pending,
    NumberOfAssignmentsCompleted: completed,
    NumberOfAssignmentsAvailable: Math.max((most ?? 0) - (pending ?? 0) - (submitted ?? 0) - completed, 0),
  };
}

function assignmentMembers(row: Row, hitId: unknown): Record<string, unknown> {
  return {
    AssignmentId: row.id,
    HITId: hitId,
    WorkerId: row.worker_id,
    AssignmentStatus: row.status,
    AcceptTime: seconds(row.accept_time),
    Deadline: seconds(row.deadline),
    SubmitTime: seconds(row.submit_time),
    AutoApprovalTime: seconds(row.auto_approval_time),
    ApprovalTime: seconds(row.approval_time),
    RejectionTime: seconds(row.rejection_time),
    Answer: row.answer,
    RequesterFeedback: row.feedback,
  };
}

function qualificationTypeMembers(row: Row): Record<string, unknown> {
  return {
    QualificationTypeId: row.id,
    Name: row.name,
    Description: row.description,
    Keywords: row.keywords,
    QualificationTypeStatus: row.status,
    Test: row.test,
    AnswerKey: row.answer_key,
    TestDurationInSeconds: row.test_duration,
    RetryDelayInSeconds: row.retry_delay,
    AutoGranted: row.auto_granted_value !== null,
    AutoGrantedValue: row.auto_granted_value,
    IsRequestable: true,
    CreationTime: seconds(row.creation_time),
  };
}
