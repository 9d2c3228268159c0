/** Deletes a qualification type: pending requests are rejected, HIT types that require it go; nobody loses a qualification. */

import * as v from 'valibot';
import { mayDeleteType } from '../../mturk/qualificationChecks.ts';
import { unlessGone } from '../caller.ts';
import { happened, notHappened } from '../finding.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const deleteQualificationType = defineVerb({
  schema: v.object({ verb: v.literal('deleteQualificationType'), qualificationTypeId: id, name: v.string() }),
  label: 'Delete qualification type',
  done: 'Deleted',
  apiOperation: 'DeleteQualificationType',
  rule: ({ ownType = true }) => mayDeleteType(ownType),
  changesWorkers: true,
  input: ({ qualificationTypeId }) => ({ QualificationTypeId: qualificationTypeId }),
  find: async (client, { qualificationTypeId }) => {
    const read = await unlessGone(() =>
      client.call('GetQualificationType', { QualificationTypeId: qualificationTypeId }),
    );
    return 'gone' in read ? happened : notHappened;
  },
  conflict: ({ qualificationTypeId }) => ['qualificationType', qualificationTypeId],
  target: ({ name, qualificationTypeId }) => name || qualificationTypeId,
});
