/** The members of a qualification type that its owner decides on, as the journal holds them. */

import type { QualificationType } from '@aws-sdk/client-mturk';
import * as v from 'valibot';
import { whole } from './schemaFields.ts';

/** In the service's names. What is left out stays as it is, or is not there. */
export const typeSettings = v.object({
  Description: v.optional(v.string()),
  QualificationTypeStatus: v.optional(v.picklist(['Active', 'Inactive'])),
  /** QuestionForm XML. */
  Test: v.optional(v.string()),
  /** AnswerKey XML. */
  AnswerKey: v.optional(v.string()),
  TestDurationInSeconds: v.optional(whole),
  RetryDelayInSeconds: v.optional(whole),
  AutoGranted: v.optional(v.boolean()),
  AutoGrantedValue: v.optional(whole),
});

export type TypeSettings = Readonly<v.InferOutput<typeof typeSettings>>;

/** Whether the service has every one of the settings. */
export function hasSettings(type: QualificationType, settings: TypeSettings): boolean {
  return Object.entries(settings).every(
    ([name, value]) => value === undefined || type[name as keyof TypeSettings] === value,
  );
}
