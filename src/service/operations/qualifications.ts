/** Operations on qualifications and the requests for them (reference.md §3.4). */

import { defaultValue, grant, knownType, noQualification, revoke } from '../qualificationRules.ts';
import { RequestError, wrongState } from '../serviceErrors.ts';
import type { Qualification, QualificationRequest, QualificationType } from '../storage/peopleRows.ts';
import { systemQualification } from '../systemQualificationValues.ts';
import { sendMessage } from '../workerRecords.ts';
import { type Call, type Handlers, type JsonObject, nothing, seconds } from './call.ts';
import { pageOf } from './paging.ts';
import { notOwner, ownType } from './qualificationTypes.ts';

export const qualificationOperations = {
  AssociateQualificationWithWorker: (call, input) => {
    const type = ownType(call, input.QualificationTypeId);
    grant(call, type, input.WorkerId, input.IntegerValue ?? defaultValue);
    if (input.SendNotification ?? true) tellGranted(call, type, input.WorkerId);
    return nothing;
  },

  DisassociateQualificationFromWorker: (call, input) => {
    revoke(call, formerOwnType(call, input.QualificationTypeId), input.WorkerId, input.Reason);
    return nothing;
  },

  GetQualificationScore: (call, input) => {
    const type = formerOwnType(call, input.QualificationTypeId);
    const qualification = call.store.qualifications.find(type.id, input.WorkerId);
    if (!qualification) throw noQualification();
    if (qualification.status !== 'Granted') throw wrongState('InvalidQualificationState', ['Granted']);
    return { Qualification: qualificationForm(qualification) };
  },

  ListWorkersWithQualificationType: (call, input) => {
    const type = formerOwnType(call, input.QualificationTypeId);
    const { Status: status = 'Granted' } = input;
    const page = pageOf(call, input, ['ListWorkersWithQualificationType', type.id, status], 1);
    const qualifications = call.store.qualifications.list(type.id, status, page.after?.[0], page.limit);
    const last = qualifications.at(-1);
    return {
      ...page.ending(qualifications.length, last && [last.seq]),
      Qualifications: qualifications.map(qualificationForm),
    };
  },

  ListQualificationRequests: (call, input) => {
    const { QualificationTypeId: typeId } = input;
    const of = typeId === undefined ? { requesterId: call.requester.id } : { typeId: formerOwnType(call, typeId).id };
    const page = pageOf(call, input, ['ListQualificationRequests', typeId ?? ''], 1);
    const requests = call.store.qualificationRequests.listPending(of, page.after?.[0], page.limit);
    const last = requests.at(-1);
    return {
      ...page.ending(requests.length, last && [last.seq]),
      QualificationRequests: requests.map(requestForm),
    };
  },

  AcceptQualificationRequest: (call, input) => {
    const request = pendingRequest(call, input.QualificationRequestId);
    const type = ownType(call, request.typeId);
    call.store.qualificationRequests.save({ ...request, status: 'Granted' });
    grant(call, type, request.workerId, input.IntegerValue ?? defaultValue);
    tellGranted(call, type, request.workerId);
    return nothing;
  },

  RejectQualificationRequest: (call, input) => {
    const request = pendingRequest(call, input.QualificationRequestId);
    const { name, requesterId } = knownType(call, request.typeId);
    call.store.qualificationRequests.save({ ...request, status: 'Rejected', reason: input.Reason });
    call.touchPeople();
    sendMessage(
      call,
      request.workerId,
      requesterId,
      `Your request for the Qualification ${name} was rejected`,
      input.Reason ?? 'The Requester gave no reason.',
    );
    return nothing;
  },
} satisfies Handlers;

/** The caller's own type, also while it is being deleted: qualifications outlast their type's end. Throws RequestError. */
function formerOwnType(call: Call, typeId: string): QualificationType {
  if (systemQualification(typeId)) throw notOwner(typeId);
  const type = knownType(call, typeId);
  if (type.requesterId !== call.requester.id) throw notOwner(typeId);
  return type;
}

function pendingRequest(call: Call, requestId: string): QualificationRequest {
  const request = call.store.qualificationRequests.get(requestId);
  if (request?.requesterId !== call.requester.id)
    throw new RequestError('QualificationRequestDoesNotExist', `QualificationRequest ${requestId} does not exist.`);
  if (request.status !== 'Pending') throw wrongState('InvalidQualificationRequestState', ['Submitted']);
  return request;
}

function tellGranted(call: Call, type: QualificationType, workerId: string): void {
  sendMessage(
    call,
    workerId,
    type.requesterId,
    `You have been granted the Qualification ${type.name}`,
    type.description,
  );
}

function qualificationForm(qualification: Qualification): JsonObject {
  return {
    QualificationTypeId: qualification.typeId,
    WorkerId: qualification.workerId,
    GrantTime: seconds(qualification.grantTime),
    IntegerValue: qualification.value,
    Status: qualification.status,
  };
}

function requestForm(request: QualificationRequest): JsonObject {
  return {
    QualificationRequestId: request.id,
    QualificationTypeId: request.typeId,
    WorkerId: request.workerId,
    Test: request.test,
    Answer: request.answer,
    SubmitTime: seconds(request.submitTime),
  };
}
