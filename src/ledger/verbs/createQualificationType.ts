/** Creates a qualification type. */
import * as v from 'valibot';
import { pages } from '../../mturk/paging.ts';
import { happened, notHappened } from '../finding.ts';
import { typeSettings } from './qualificationTypeFields.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const createQualificationType = defineVerb({
  schema: v.object({
    verb: v.literal('createQualificationType'),
    /** Unique among the requester's own. */
    name: id,
    description: id,
    keywords: v.optional(v.string()),
    /** Active, without a test, and granted by hand if absent. */
    settings: v.optional(typeSettings),
    /** The type that it is created to replace. */
    replaces: v.optional(v.object({ typeId: id, name: v.string() })),
  }),
  label: 'Create qualification type',
  done: 'Created',
  apiOperation: 'CreateQualificationType',
  changesWorkers: true,
  input: ({ name, description, keywords, settings }) => ({
    Name: name,
    QualificationTypeStatus: 'Active' as const,
    ...(keywords ? { Keywords: keywords } : {}),
    ...settings,
    Description: description,
  }),
  /** Names are unique among a requester's own types (reference.md §3.4). */
  find: async (client, { name, description }) => {
    const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
    for await (const { QualificationTypes = [] } of pages(client, 'ListQualificationTypes', own)) {
      const type = QualificationTypes.find(({ Name }) => Name === name);
      if (!type) continue;
      return {
        ...happened,
        at: type.CreationTime?.getTime(),
        marks: type.Description === description ? 'same' : 'other',
        created: type.QualificationTypeId,
      };
    }
    return notHappened;
  },
  created: { kind: 'qualificationType', id: answer => answer.QualificationType?.QualificationTypeId },
  about: ({ name }) => name,
  target: ({ name }) => name,
});
