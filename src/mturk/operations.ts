/** The 39 operations of API 2017-01-17, typed from the SDK's own commands (reference.md §3). */
import type { Handler } from '@smithy/types';

type Sdk = typeof import('@aws-sdk/client-mturk');
type CommandKey = Exclude<Extract<keyof Sdk, `${string}Command`>, '$Command'>;

/** An operation's name as it goes over the wire: `GetHIT`, `SendBonus`, … */
export type ApiOperation = CommandKey extends `${infer Name}Command` ? Name : never;

type CommandOf<O extends ApiOperation> = Sdk[`${O}Command`] extends new (
  ...args: never[]
) => infer Command
  ? Command
  : never;
type HandlerOf<O extends ApiOperation> =
  CommandOf<O> extends { resolveMiddleware: (...args: never[]) => Handler<infer Input, infer Output> }
    ? { input: Input; output: Output }
    : never;

export type Input<O extends ApiOperation> = HandlerOf<O>['input'];
export type Output<O extends ApiOperation> = HandlerOf<O>['output'];

/** Operations that change something at the service. All others may be repeated freely. */
const writes: ReadonlySet<ApiOperation> = new Set([
  'AcceptQualificationRequest',
  'ApproveAssignment',
  'AssociateQualificationWithWorker',
  'CreateAdditionalAssignmentsForHIT',
  'CreateHIT',
  'CreateHITType',
  'CreateHITWithHITType',
  'CreateQualificationType',
  'CreateWorkerBlock',
  'DeleteHIT',
  'DeleteQualificationType',
  'DeleteWorkerBlock',
  'DisassociateQualificationFromWorker',
  'NotifyWorkers',
  'RejectAssignment',
  'RejectQualificationRequest',
  'SendBonus',
  'SendTestEventNotification',
  'UpdateExpirationForHIT',
  'UpdateHITReviewStatus',
  'UpdateHITTypeOfHIT',
  'UpdateNotificationSettings',
  'UpdateQualificationType',
]);

export function isWrite(operation: ApiOperation): boolean {
  return writes.has(operation);
}
