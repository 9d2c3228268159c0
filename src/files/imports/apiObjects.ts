/** Objects of the API in whatever they are wrapped: responses, lists, maps by ID, dumps of several of them. */
import { readFields } from './fields.ts';
import type { Fields, ImportedRecord, RecordKind, SavedEnvironment, Sink } from './importedRows.ts';
import type { JsonObject } from './jsonStream.ts';

/** What an object is by its members, or nothing. A requirement of a HIT looks like none of them. */
function kindOf(object: JsonObject): RecordKind | undefined {
  const has = (...names: string[]): boolean => names.some(name => Object.hasOwn(object, name));
  const id = (name: string): boolean => typeof object[name] === 'string';
  if (id('QualificationRequestId')) return 'QualificationRequest';
  if (id('AssignmentId')) {
    if (has('BonusAmount')) return 'BonusPayment';
    return has('AssignmentStatus', 'SubmitTime', 'AcceptTime', 'Answer') ? 'Assignment' : undefined;
  }
  if (id('HITId')) {
    if (has('AssignmentReviewReport', 'HITReviewReport')) return 'ReviewPolicyResult';
    // ListReviewableHITs gives nothing but the ID.
    return has('HITTypeId', 'Title', 'HITStatus', 'CreationTime', 'Question', 'MaxAssignments') ||
      Object.keys(object).length === 1
      ? 'HIT'
      : undefined;
  }
  if (id('QualificationTypeId')) {
    if (id('WorkerId')) return has('GrantTime', 'Status', 'IntegerValue', 'LocaleValue') ? 'Qualification' : undefined;
    return has('Name', 'QualificationTypeStatus') ? 'QualificationType' : undefined;
  }
  if (id('WorkerId') && Object.keys(object).every(name => name === 'WorkerId' || name === 'Reason'))
    return 'WorkerBlock';
  return id('AvailableBalance') ? 'Account' : undefined;
}

/** Adds an object if it is one of the API's; says whether it is. */
export function addObject(object: JsonObject, sink: Sink, environment?: SavedEnvironment): boolean {
  const kind = kindOf(object);
  if (!kind) return false;
  const fields = kind === 'ReviewPolicyResult' ? (object as Fields) : readFields(kind, object, sink);
  const record = recordOf(kind, fields, environment);
  if (record) sink.add(record);
  else sink.note('dropped', `${kind} without a usable ID`);
  return true;
}

const usableId = /^[\w.:@-]{1,128}$/;

/** The record of an object's members, or nothing where its ID is missing or no ID. */
export function recordOf(kind: RecordKind, fields: Fields, environment?: SavedEnvironment): ImportedRecord | undefined {
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' && usableId.test(value) ? value : '';
  };
  const made = (id: string, parent?: string): ImportedRecord | undefined =>
    id === '' ? undefined : { kind, id, parent: parent || undefined, fields, environment };
  switch (kind) {
    case 'HIT':
    case 'ReviewPolicyResult':
    case 'Inputs':
      return made(text('HITId'));
    case 'Assignment':
      return made(text('AssignmentId'), text('HITId'));
    case 'BonusPayment':
      return made(text('AssignmentId') && bonusId(fields), text('AssignmentId'));
    case 'QualificationType':
      return made(text('QualificationTypeId'));
    case 'Qualification':
      return made(
        text('QualificationTypeId') && text('WorkerId') && `${text('QualificationTypeId')} ${text('WorkerId')}`,
        text('QualificationTypeId'),
      );
    case 'QualificationRequest':
      return made(text('QualificationRequestId'), text('QualificationTypeId'));
    case 'WorkerBlock':
    case 'Worker':
      return made(text('WorkerId'));
    case 'Account':
      return made('account');
    case 'HITType':
    case 'NotificationSetting':
      return made(text('HITTypeId'));
    case 'ResultRow':
      return made(text('AssignmentId'), text('HITId'));
    case 'Message':
    case 'Event':
    case 'ResultFile':
    case 'InputRow':
      return made(text('Id'));
  }
}

/** Bonuses have no ID in the API: two are different where any member differs. */
export function bonusId({ AssignmentId, WorkerId, BonusAmount, GrantTime, Reason }: Fields): string {
  const second = typeof GrantTime === 'number' ? Math.floor(GrantTime) : null;
  return JSON.stringify([
    AssignmentId,
    WorkerId,
    BonusAmount,
    second,
    typeof Reason === 'string' ? Reason.slice(0, 500) : null,
  ]);
}

/** A bonus whose amount is known, but not its reason or time. */
export function bonusRecord(
  assignmentId: string,
  workerId: string,
  amount: string,
  environment: SavedEnvironment | undefined,
) {
  const fields = { AssignmentId: assignmentId, WorkerId: workerId, BonusAmount: amount };
  return { kind: 'BonusPayment' as const, id: bonusId(fields), parent: assignmentId, environment, fields };
}
