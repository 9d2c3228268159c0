/** Changes what can be changed of a qualification type. */

import * as v from 'valibot';
import { mayChangeType } from '../../mturk/qualificationChecks.ts';
import { unlessGone } from '../caller.ts';
import { happened, notHappened } from '../finding.ts';
import { hasSettings, type TypeSettings, typeSettings } from './qualificationTypeFields.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const updateQualificationType = defineVerb({
  schema: v.object({
    verb: v.literal('updateQualificationType'),
    qualificationTypeId: id,
    name: v.string(),
    changes: typeSettings,
    /** What the changed settings were; a setting that was not there is left out. */
    before: v.optional(typeSettings),
  }),
  label: 'Update qualification type',
  done: 'Updated',
  apiOperation: 'UpdateQualificationType',
  rule: ({ ownType = true }) => mayChangeType(ownType),
  changesWorkers: true,
  // The same settings once more change nothing.
  idempotent: true,
  input: ({ qualificationTypeId, changes }) => ({ QualificationTypeId: qualificationTypeId, ...changes }),
  find: async (client, { qualificationTypeId, changes }) => {
    const read = await unlessGone(() =>
      client.call('GetQualificationType', { QualificationTypeId: qualificationTypeId }),
    );
    if ('gone' in read) return { found: 'not', obstacle: read.gone };
    return hasSettings(read.value.QualificationType ?? {}, changes) ? happened : notHappened;
  },
  conflict: ({ qualificationTypeId }) => ['qualificationType', qualificationTypeId],
  reversal: ({ qualificationTypeId, name, changes, before }) =>
    before && isReversible(changes, before)
      ? {
          label: 'Restore Settings',
          operation: { verb: 'updateQualificationType', qualificationTypeId, name, changes: before, before: changes },
        }
      : undefined,
  about: ({ changes }) => Object.keys(changes).join(', '),
  target: ({ name, qualificationTypeId }) => name || qualificationTypeId,
});

/**
 * A setting can be set to another value, but not taken away; an answer key goes when its test is sent without one, and the score of
 * auto-grants with these.
 */
function isReversible(changes: TypeSettings, before: TypeSettings): boolean {
  return Object.keys(changes).every(
    name =>
      before[name as keyof TypeSettings] !== undefined ||
      (name === 'AnswerKey' && before.Test !== undefined) ||
      (name === 'AutoGrantedValue' && before.AutoGranted === false),
  );
}
