/** All verbs by name. What the ledger knows of them is derived from here: a new one is a file and a line. */
import type * as v from 'valibot';
import type { ApiOperation } from '../../mturk/operations.ts';
import { acceptQualificationRequest } from './acceptQualificationRequest.ts';
import { addAssignments } from './addAssignments.ts';
import { approve } from './approve.ts';
import { assignQualification } from './assignQualification.ts';
import { block } from './block.ts';
import { bonus } from './bonus.ts';
import { changeHITType } from './changeHITType.ts';
import { createHIT } from './createHIT.ts';
import { createHITType } from './createHITType.ts';
import { createHITWithType } from './createHITWithType.ts';
import { createQualificationType } from './createQualificationType.ts';
import { deleteHIT } from './deleteHIT.ts';
import { deleteQualificationType } from './deleteQualificationType.ts';
import { expire } from './expire.ts';
import { message } from './message.ts';
import { override } from './override.ts';
import { reject } from './reject.ts';
import { rejectQualificationRequest } from './rejectQualificationRequest.ts';
import { revertReviewing } from './revertReviewing.ts';
import { revokeQualification } from './revokeQualification.ts';
import { sendTestEvent } from './sendTestEvent.ts';
import { setExpiration } from './setExpiration.ts';
import { setReviewing } from './setReviewing.ts';
import { unblock } from './unblock.ts';
import { updateNotificationSettings } from './updateNotificationSettings.ts';
import { updateQualificationType } from './updateQualificationType.ts';
import type { VerbDefinition } from './verbDefinition.ts';

export const verbs = {
  approve,
  override,
  reject,
  bonus,
  message,
  addAssignments,
  setExpiration,
  expire,
  delete: deleteHIT,
  createHIT,
  createHITWithType,
  createHITType,
  block,
  unblock,
  createQualificationType,
  updateQualificationType,
  deleteQualificationType,
  acceptQualificationRequest,
  rejectQualificationRequest,
  assignQualification,
  revokeQualification,
  setReviewing,
  revertReviewing,
  changeHITType,
  updateNotificationSettings,
  sendTestEvent,
};

export type Verb = keyof typeof verbs;

/** What the journal holds, by verb. */
export type Operation = { [V in Verb]: Readonly<v.InferOutput<(typeof verbs)[V]['schema']>> }[Verb];
export type OperationOf<V extends Verb> = Extract<Operation, { verb: V }>;

export type WriteOperation = (typeof verbs)[Verb]['apiOperation'];

/** The definition of a verb, for operations of any kind. The cast is needed because each definition takes operations of one verb only. */
export function definitionOf({ verb }: { readonly verb: Verb }): VerbDefinition<Operation, ApiOperation> {
  return verbs[verb] as unknown as VerbDefinition<Operation, ApiOperation>;
}
