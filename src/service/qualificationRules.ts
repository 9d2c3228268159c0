/**
 * Qualifications: granted, revoked, asked for, and how their types end. Operations, the worker site and the control API all go
 * through here (reference.md §3.4, §6.7).
 */
import { parseAnswerKey, scoreOf } from '../mturk/answerKey.ts';
import { decodeAnswers } from '../mturk/answers.ts';
import type { Tx } from './domain/tx.ts';
import { RequestError, wrongState } from './serviceErrors.ts';
import type { QualificationRequest, QualificationType } from './storage/peopleRows.ts';
import { ensureWorker, sendMessage } from './workerRecords.ts';

/** What an ungiven value counts as. */
export const defaultValue = 1;
/** How long deleting a type takes at least, in ms. */
const disposal = 48 * 3_600_000;

/** A type that lives. Throws RequestError for an unknown one and for one that is being deleted. */
export function livingType(tx: Tx, typeId: string): QualificationType {
  const type = knownType(tx, typeId);
  if (type.status === 'Disposing') throw wrongState('InvalidQualificationTypeState', ['Active', 'Inactive']);
  return type;
}

/** A type, also one that is being deleted. Throws RequestError. */
export function knownType(tx: Tx, typeId: string): QualificationType {
  const type = tx.store.qualificationTypes.get(typeId);
  if (!type) throw unknownType(typeId);
  return type;
}

export function unknownType(typeId: string): RequestError {
  return new RequestError('QualificationTypeDoesNotExist', `QualificationType ${typeId} does not exist.`);
}

/** Grants a qualification, or gives a granted one another value. Creates the worker if need be. */
export function grant(tx: Tx, type: QualificationType, workerId: string, value: number): void {
  ensureWorker(tx, workerId);
  tx.touchPeople();
  const before = tx.store.qualifications.find(type.id, workerId);
  tx.store.qualifications.save({
    typeId: type.id,
    workerId,
    status: 'Granted',
    value,
    grantTime: before?.status === 'Granted' ? before.grantTime : tx.now,
    reason: undefined,
  });
}

/** Revokes a granted qualification. Throws RequestError where there is none to revoke. */
export function revoke(tx: Tx, type: QualificationType, workerId: string, reason: string | undefined): void {
  const held = tx.store.qualifications.find(type.id, workerId);
  if (!held) throw noQualification();
  if (held.status !== 'Granted') throw wrongState('InvalidQualificationState', ['Granted']);
  tx.store.qualifications.save({ ...held, status: 'Revoked', reason });
  tx.touchPeople();
  sendMessage(
    tx,
    workerId,
    type.requesterId,
    `Your Qualification ${type.name} was revoked`,
    reason ?? 'The Requester gave no reason.',
  );
}

export function noQualification(): RequestError {
  return new RequestError('QualificationDoesNotExist', 'You requested a Qualification that does not exist.');
}

/** Begins a type's test: gives the attempt, whose `test` is the QuestionForm to show. Beginning again goes on with it. */
export function startTest(tx: Tx, workerId: string, typeId: string): QualificationRequest & { readonly test: string } {
  const type = livingType(tx, typeId);
  const { test } = type;
  if (!test) throw new RequestError('InvalidQualificationTypeState', `QualificationType ${typeId} has no test.`);
  const running = runningTest(tx, type, workerId);
  if (running?.test !== undefined) return { ...running, test: running.test };
  refuseRequest(tx, type, workerId);
  ensureWorker(tx, workerId);
  const id = tx.newId();
  tx.store.qualificationRequests.add({ ...attempt(tx, type, workerId), id, status: 'Testing' });
  const added = tx.store.qualificationRequests.get(id);
  if (!added) throw new Error('a qualification request vanished while it was added');
  return { ...added, test: test.form };
}

/** When the answers of a begun test must be in, in ms. */
export function testDeadline(type: QualificationType, request: QualificationRequest): number {
  return request.startTime + (type.test?.duration ?? 0) * 1000;
}

type RequestOutcome =
  | { readonly kind: 'granted'; readonly requestId: string; readonly value: number }
  | { readonly kind: 'pending'; readonly requestId: string };

/**
 * A worker asks for a qualification; `answer` is the QuestionFormAnswers document of the type's test, begun with `startTest`
 * or begun and ended by this. Granted at once where the type says so or an AnswerKey scores the test. Throws RequestError.
 */
export function requestQualification(tx: Tx, workerId: string, typeId: string, answer?: string): RequestOutcome {
  const type = livingType(tx, typeId);
  if (type.test && answer === undefined)
    throw new RequestError(
      'InvalidParameterValue',
      `QualificationType ${typeId} has a test, whose answers are missing.`,
    );
  const running = runningTest(tx, type, workerId);
  if (!running) refuseRequest(tx, type, workerId);
  else if (type.status !== 'Active') throw wrongState('InvalidQualificationTypeState', ['Active']);
  ensureWorker(tx, workerId);

  tx.touchPeople();
  const value = valueOfRequest(type, answer);
  const done = {
    status: value === undefined ? ('Pending' as const) : ('Granted' as const),
    submitTime: tx.now,
    answer: type.test && answer,
  };
  const requestId = running?.id ?? tx.newId();
  if (running) tx.store.qualificationRequests.save({ ...running, ...done });
  else tx.store.qualificationRequests.add({ ...attempt(tx, type, workerId), id: requestId, ...done });
  if (value === undefined) return { kind: 'pending', requestId };
  grant(tx, type, workerId, value);
  return { kind: 'granted', requestId, value };
}

/** Why a worker can't ask for a qualification now, or nothing; for a type that lives. */
export function requestRefusal(tx: Tx, type: QualificationType, workerId: string): RequestError | undefined {
  if (type.status !== 'Active') return wrongState('InvalidQualificationTypeState', ['Active']);
  const latest = tx.store.qualificationRequests.latest(type.id, workerId);
  if (latest?.status === 'Pending')
    return new RequestError(
      'InvalidQualificationRequestState',
      `Worker ${workerId} has already requested this Qualification, and the Requester has not answered yet.`,
    );
  if (!latest) return undefined;
  if (type.retryDelay === undefined)
    return new RequestError('QualificationTypeDoesNotAllowRetake', 'This Qualification can be requested only once.');
  const wait = (latest.submitTime ?? latest.startTime) + type.retryDelay * 1000 - tx.now;
  if (wait <= 0) return undefined;
  return new RequestError(
    'QualificationTypeRetryDelayNotElapsed',
    `This Qualification can be requested again in ${Math.ceil(wait / 1000)} seconds.`,
  );
}

function refuseRequest(tx: Tx, type: QualificationType, workerId: string): void {
  const refusal = requestRefusal(tx, type, workerId);
  if (refusal) throw refusal;
}

/** The worker's test that has begun and whose time is not over. */
function runningTest(tx: Tx, type: QualificationType, workerId: string): QualificationRequest | undefined {
  const latest = tx.store.qualificationRequests.latest(type.id, workerId);
  return latest?.status === 'Testing' && tx.now <= testDeadline(type, latest) ? latest : undefined;
}

function attempt(
  tx: Tx,
  type: QualificationType,
  workerId: string,
): Omit<QualificationRequest, 'seq' | 'id' | 'status'> {
  return {
    requesterId: type.requesterId,
    typeId: type.id,
    workerId,
    test: type.test?.form,
    startTime: tx.now,
    submitTime: undefined,
    answer: undefined,
    reason: undefined,
  };
}

/** The value granted at once, or nothing where the requester decides. */
function valueOfRequest(type: QualificationType, answer: string | undefined): number | undefined {
  const { test } = type;
  if (!test) return type.autoGrantedValue;
  if (test.answerKey === undefined) return undefined;
  const key = parseAnswerKey(test.answerKey);
  if (!key.ok) throw new Error(`the answer key of ${type.id} is not one: ${key.problem.reason}`);
  const decoded = decodeAnswers(answer ?? '');
  if (!decoded.ok)
    throw new RequestError('XMLParseError', `The answers are not a QuestionFormAnswers: ${decoded.reason}.`);
  return scoreOf(key.value, decoded.answers);
}

/** Begins to delete a type: nothing new can come of it, and its name is free when 48 hours and all its HITs are gone. */
export function disposeType(tx: Tx, type: QualificationType): void {
  tx.store.qualificationTypes.save({ ...type, status: 'Disposing' });
  tx.touchPeople();
  tx.store.qualificationTypes.setDue(type.id, tx.now + disposal);
  tx.store.qualificationRequests.rejectPending(type.id, 'The Qualification type was deleted.');
  tx.store.hitTypes.removeRequiring(type.id);
}

/** 48 hours are over, or a HIT that held the deletion up is gone. */
export function completeDisposal(tx: Tx, type: QualificationType): void {
  tx.store.qualificationTypes.setDue(type.id, undefined);
  if (tx.store.hits.anyRequiring(type.id)) return;
  tx.store.qualificationTypes.save({ ...type, status: 'Disposed' });
}

/** A HIT no longer asks for these qualifications: deletions that waited for it may be completed. */
export function releaseTypes(tx: Tx, typeIds: readonly string[]): void {
  for (const id of new Set(typeIds)) tx.store.qualificationTypes.wake(id, tx.now);
}
