/** The operations of the API that read, answered from an archive; all others are refused. What is not known is left out. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { isRecord } from '../files/imports/jsonValues.ts';
import type { JsonObject } from '../service/operations/call.ts';
import { FrameworkError, invalidParameter, RequestError } from '../service/serviceErrors.ts';
import type { OperationName } from '../service/shapes/operationInputs.ts';
import type { ArchiveReader, Query, StoredObject } from './archiveReader.ts';

const text = v.optional(v.string());
const inputForm = v.object({
  HITId: text,
  AssignmentId: text,
  QualificationTypeId: text,
  WorkerId: text,
  HITTypeId: text,
  Status: text,
  Query: text,
  AssignmentStatuses: v.optional(v.array(v.string())),
  NextToken: text,
  MaxResults: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100)), 10),
});
type Input = v.InferOutput<typeof inputForm>;
type Operation = (archive: ArchiveReader, input: Input) => JsonObject;

/** Answers an operation. Throws RequestError for what an archive doesn't have, or doesn't do. */
export function answer(archive: ArchiveReader, name: OperationName, json: unknown): JsonObject {
  const operation = operations.get(name);
  if (!operation)
    throw new RequestError('PermissionDenied', `This is an archive, which is read-only: ${name} is not available.`);
  const input = v.safeParse(inputForm, json);
  if (!input.success)
    throw new FrameworkError(
      'ValidationException',
      `${v.getDotPath(input.issues[0]) ?? 'input'}: ${input.issues[0].message}`,
    );
  return operation(archive, input.output);
}

const operations: ReadonlyMap<OperationName, Operation> = new Map<OperationName, Operation>([
  ['GetAccountBalance', archive => archive.get('Account', 'account') ?? unknownBalance()],
  ['GetHIT', (archive, input) => ({ HIT: hitOf(archive, input.HITId) })],
  ['ListHITs', (archive, input) => hitPage(archive, input, { kind: 'HIT', newestFirst: true })],
  [
    'ListReviewableHITs',
    (archive, input) => {
      const statuses = [input.Status ?? 'Reviewable'];
      const { HITTypeId: type } = input;
      return hitPage(
        archive,
        input,
        { kind: 'HIT', statuses, newestFirst: true },
        hit => type === undefined || hit.HITTypeId === type,
      );
    },
  ],
  [
    'ListHITsForQualificationType',
    (archive, input) =>
      hitPage(archive, input, { kind: 'HIT', newestFirst: true }, hit =>
        requires(hit, input.QualificationTypeId ?? ''),
      ),
  ],
  [
    'GetAssignment',
    (archive, { AssignmentId: id = '' }) => {
      const assignment = archive.get('Assignment', id);
      if (!assignment) throw new RequestError('AssignmentDoesNotExist', `Assignment ${id} does not exist.`);
      const hit = typeof assignment.HITId === 'string' ? archive.get('HIT', assignment.HITId) : undefined;
      return { Assignment: assignment, ...(hit ? { HIT: hit } : {}) };
    },
  ],
  [
    'ListAssignmentsForHIT',
    (archive, input) => {
      const hit = hitOf(archive, input.HITId);
      return page(archive, input, 'Assignments', {
        kind: 'Assignment',
        parent: String(hit.HITId),
        statuses: input.AssignmentStatuses,
      });
    },
  ],
  ['ListBonusPayments', listBonuses],
  [
    'ListReviewPolicyResultsForHIT',
    (archive, { HITId: id = '' }) =>
      archive.get('ReviewPolicyResult', id) ?? { HITId: String(hitOf(archive, id).HITId) },
  ],
  ['GetQualificationType', (archive, { QualificationTypeId: id = '' }) => ({ QualificationType: typeOf(archive, id) })],
  [
    'ListQualificationTypes',
    (archive, input) => {
      const words = (input.Query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      return page(archive, input, 'QualificationTypes', { kind: 'QualificationType' }, type => matches(type, words));
    },
  ],
  [
    'ListWorkersWithQualificationType',
    (archive, input) => {
      const { QualificationTypeId: parent = '', Status: status = 'Granted' } = input;
      return page(
        archive,
        input,
        'Qualifications',
        { kind: 'Qualification', parent },
        ({ Status }) => (Status ?? 'Granted') === status,
      );
    },
  ],
  [
    'GetQualificationScore',
    (archive, { QualificationTypeId: type = '', WorkerId: worker = '' }) => {
      const found = archive.get('Qualification', `${type} ${worker}`);
      if (!found)
        throw new RequestError(
          'QualificationDoesNotExist',
          `Worker ${worker} does not have the qualification ${type}.`,
        );
      return { Qualification: found };
    },
  ],
  [
    'ListQualificationRequests',
    (archive, input) =>
      page(archive, input, 'QualificationRequests', {
        kind: 'QualificationRequest',
        parent: input.QualificationTypeId,
      }),
  ],
  ['ListWorkerBlocks', (archive, input) => page(archive, input, 'WorkerBlocks', { kind: 'WorkerBlock' })],
]);

function unknownBalance(): never {
  throw new RequestError('PermissionDenied', 'This archive has no account balance.');
}

function hitOf(archive: ArchiveReader, id = ''): JsonObject {
  const hit = archive.get('HIT', id);
  if (!hit) throw new RequestError('HITDoesNotExist', `Hit ${id} does not exist.`);
  return counted(archive, hit);
}

function hitPage(
  archive: ArchiveReader,
  input: Input,
  query: Query,
  wanted?: (object: JsonObject) => boolean,
): JsonObject {
  const answered = page(archive, input, 'HITs', query, wanted);
  const hits = answered.HITs as readonly JsonObject[];
  return { ...answered, HITs: hits.map(hit => counted(archive, hit)) };
}

/** Saved results have no counts of their HIT: how much of its work was reviewed can be counted. */
function counted(archive: ArchiveReader, hit: JsonObject): JsonObject {
  if (hit.NumberOfAssignmentsCompleted !== undefined || typeof hit.HITId !== 'string') return hit;
  return { ...hit, NumberOfAssignmentsCompleted: archive.reviewedOfHIT(hit.HITId) };
}

function typeOf(archive: ArchiveReader, id: string): JsonObject {
  const type = archive.get('QualificationType', id);
  if (!type)
    throw new RequestError('QualificationTypeDoesNotExist' as const, `QualificationType ${id} does not exist.`);
  return type;
}

function requires({ QualificationRequirements: requirements }: JsonObject, typeId: string): boolean {
  return (
    Array.isArray(requirements) && requirements.some(each => isRecord(each) && each.QualificationTypeId === typeId)
  );
}

function matches(type: JsonObject, words: readonly string[]): boolean {
  const searched = `${type.Name ?? ''} ${type.Description ?? ''} ${type.Keywords ?? ''}`.toLowerCase();
  return words.every(word => searched.includes(word));
}

/** Of one assignment, or of all assignments of a HIT in the order of their payment as far as an assignment's page goes. */
function listBonuses(archive: ArchiveReader, input: Input): JsonObject {
  const { HITId: hitId, AssignmentId: assignmentId } = input;
  if (assignmentId !== undefined)
    return page(archive, input, 'BonusPayments', { kind: 'BonusPayment', parent: assignmentId });
  if (hitId === undefined) throw invalidParameter('Give a HITId or an AssignmentId.');
  hitOf(archive, hitId);
  const after = placeIn(input.NextToken, bindingOf('BonusPayments', { kind: 'BonusPayment', parent: hitId }));
  const rows = archive.bonusesOfHIT(hitId, after, input.MaxResults);
  return answerPage(
    'BonusPayments',
    bindingOf('BonusPayments', { kind: 'BonusPayment', parent: hitId }),
    rows,
    rows.at(-1),
  );
}

/** Rows that are looked at for one page of a filtered list. */
const mostScanned = 5000;

function page(
  archive: ArchiveReader,
  input: Input,
  member: string,
  query: Query,
  wanted?: (object: JsonObject) => boolean,
): JsonObject {
  const binding = bindingOf(member, query, input);
  let after = placeIn(input.NextToken, binding);
  if (!wanted) {
    const rows = archive.list(query, after, input.MaxResults);
    return answerPage(member, binding, rows, rows.at(-1));
  }
  const found: StoredObject[] = [];
  for (let scanned = 0; scanned < mostScanned && found.length < input.MaxResults; ) {
    const rows = archive.list(query, after, 100);
    for (const row of rows) {
      after = row;
      scanned += 1;
      if (wanted(row.content)) found.push(row);
      if (found.length === input.MaxResults) break;
    }
    if (rows.length < 100 && found.length < input.MaxResults) return answerPage(member, binding, found, undefined);
  }
  return answerPage(member, binding, found, after);
}

type End = Pick<StoredObject, 'at' | 'seq'>;

function answerPage(member: string, binding: string, rows: readonly StoredObject[], end: End | undefined): JsonObject {
  const token = end && Buffer.from(JSON.stringify([binding, end.at, end.seq])).toString('base64url');
  return {
    NumResults: rows.length,
    ...(token === undefined ? {} : { NextToken: token }),
    [member]: rows.map(row => row.content),
  };
}

/** A token of another query is refused. */
function bindingOf(member: string, query: Query, input?: Input): string {
  const { HITTypeId, QualificationTypeId, Status, Query: words } = input ?? {};
  const parts = [member, query, HITTypeId, QualificationTypeId, Status, words];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

function placeIn(token: string | undefined, binding: string): End | undefined {
  if (token === undefined) return undefined;
  try {
    const [bound, at, seq] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    if (bound === binding && typeof at === 'number' && typeof seq === 'number') return { at, seq };
  } catch {
    // Refused below.
  }
  throw invalidParameter('NextToken is not one that this query gave.');
}
