/** The requests of acts. */
import type { MTurkClient } from '../mturk/client.ts';
import { formatAmount } from '../mturk/money.ts';
import type { Input, Operation } from '../mturk/operations.ts';
import type { Act, Verb } from './acts.ts';

/** What the ledger needs of a client. */
export type Caller = Pick<MTurkClient, 'call' | 'endpoint'>;

const operations = {
  approve: 'ApproveAssignment',
  override: 'ApproveAssignment',
  reject: 'RejectAssignment',
  bonus: 'SendBonus',
  message: 'NotifyWorkers',
  addAssignments: 'CreateAdditionalAssignmentsForHIT',
  setExpiration: 'UpdateExpirationForHIT',
  expire: 'UpdateExpirationForHIT',
  delete: 'DeleteHIT',
  createHIT: 'CreateHIT',
  createHITWithType: 'CreateHITWithHITType',
  block: 'CreateWorkerBlock',
  unblock: 'DeleteWorkerBlock',
  createQualificationType: 'CreateQualificationType',
  assignQualification: 'AssociateQualificationWithWorker',
  revokeQualification: 'DisassociateQualificationFromWorker',
  setReviewing: 'UpdateHITReviewStatus',
  revertReviewing: 'UpdateHITReviewStatus',
  changeHITType: 'UpdateHITTypeOfHIT',
} as const satisfies Record<Verb, Operation>;

export type WriteOperation = (typeof operations)[Verb];

/** The operation that carries out acts of a verb. */
export function operationOf(verb: Verb): WriteOperation {
  return operations[verb];
}

/** Whether the service takes a UniqueRequestToken for the verb, which makes a repeat harmless for 24 hours (§3.1, §3.2). */
export function takesToken(verb: Verb): boolean {
  return verb === 'bonus' || verb === 'addAssignments' || verb === 'createHIT' || verb === 'createHITWithType';
}

/** How long the service remembers a token (§3.1, §3.2), less an hour for clocks that disagree. Milliseconds. */
export const tokenLifetime = 23 * 3600 * 1000;

/** The token of an item: the same at each try, by whatever process. Plan ids have at most 40 characters. */
export function tokenOf(planId: string, item: number): string {
  return `${planId}-${item}`;
}

export type Request = {
  [O in WriteOperation]: { readonly operation: O; readonly input: Input<O> };
}[WriteOperation];

/** The exact request of an act, which is also what a dry run shows. `token` has at most 64 characters. */
export function requestOf(act: Act, token: string): Request {
  switch (act.verb) {
    case 'approve':
    case 'override':
      return {
        operation: 'ApproveAssignment',
        input: {
          AssignmentId: act.assignmentId,
          ...(act.feedback ? { RequesterFeedback: act.feedback } : {}),
          ...(act.verb === 'override' ? { OverrideRejection: true } : {}),
        },
      };
    case 'reject':
      return {
        operation: 'RejectAssignment',
        input: { AssignmentId: act.assignmentId, RequesterFeedback: act.feedback },
      };
    case 'bonus':
      return {
        operation: 'SendBonus',
        input: {
          WorkerId: act.workerId,
          AssignmentId: act.assignmentId,
          BonusAmount: formatAmount(act.amount),
          Reason: act.reason,
          UniqueRequestToken: token,
        },
      };
    case 'message':
      return {
        operation: 'NotifyWorkers',
        input: { Subject: act.subject, MessageText: act.text, WorkerIds: [...act.workerIds] },
      };
    case 'addAssignments':
      return {
        operation: 'CreateAdditionalAssignmentsForHIT',
        input: { HITId: act.hitId, NumberOfAdditionalAssignments: act.count, UniqueRequestToken: token },
      };
    case 'setExpiration':
      return { operation: 'UpdateExpirationForHIT', input: { HITId: act.hitId, ExpireAt: new Date(act.at) } };
    case 'expire':
      return { operation: 'UpdateExpirationForHIT', input: { HITId: act.hitId, ExpireAt: new Date(0) } };
    case 'delete':
      return { operation: 'DeleteHIT', input: { HITId: act.hitId } };
    case 'createHIT':
      return { operation: 'CreateHIT', input: { ...act.input, UniqueRequestToken: token } };
    case 'createHITWithType':
      return { operation: 'CreateHITWithHITType', input: { ...act.input, UniqueRequestToken: token } };
    case 'block':
      return { operation: 'CreateWorkerBlock', input: { WorkerId: act.workerId, Reason: act.reason } };
    case 'unblock':
      return {
        operation: 'DeleteWorkerBlock',
        input: { WorkerId: act.workerId, ...(act.reason ? { Reason: act.reason } : {}) },
      };
    case 'createQualificationType':
      return {
        operation: 'CreateQualificationType',
        input: { Name: act.name, Description: act.description, QualificationTypeStatus: 'Active' },
      };
    case 'assignQualification':
      return {
        operation: 'AssociateQualificationWithWorker',
        input: {
          QualificationTypeId: act.qualificationTypeId,
          WorkerId: act.workerId,
          ...(act.score === undefined ? {} : { IntegerValue: act.score }),
          ...(act.notify === undefined ? {} : { SendNotification: act.notify }),
        },
      };
    case 'revokeQualification':
      return {
        operation: 'DisassociateQualificationFromWorker',
        input: {
          QualificationTypeId: act.qualificationTypeId,
          WorkerId: act.workerId,
          ...(act.reason ? { Reason: act.reason } : {}),
        },
      };
    case 'setReviewing':
      return { operation: 'UpdateHITReviewStatus', input: { HITId: act.hitId, Revert: false } };
    case 'revertReviewing':
      return { operation: 'UpdateHITReviewStatus', input: { HITId: act.hitId, Revert: true } };
    case 'changeHITType':
      return { operation: 'UpdateHITTypeOfHIT', input: { HITId: act.hitId, HITTypeId: act.hitTypeId } };
  }
}

/** What the answers to writes may carry. */
export interface WriteAnswer {
  readonly $metadata?: { readonly requestId?: string };
  readonly HIT?: { readonly HITId?: string };
  readonly QualificationType?: { readonly QualificationTypeId?: string };
  readonly NotifyWorkersFailureStatuses?: readonly {
    readonly WorkerId?: string;
    readonly NotifyWorkersFailureMessage?: string;
  }[];
}

/** Sends a request once. Throws MTurkError. */
export async function send(client: Caller, request: Request): Promise<WriteAnswer> {
  // The cast only forgets which of its pairs the request is; operation and input belong together by type.
  const { operation, input } = request as Extract<Request, { operation: 'CreateHIT' }>;
  return client.call(operation, input);
}
