/** The qualification types that a definition calls by name, made in a scratch Local, which knows none. */
import { type QualificationIds, qualificationNames } from '../definitions/createHIT.ts';
import type { HITDefinition } from '../definitions/definition.ts';
import { callTrial, type TrialService } from './trialCalls.ts';

/** Types that were made before, by name; one for each service. */
export type TrialTypes = Map<string, string>;

/** Makes those that are missing. Rejects as {@link callTrial} does. */
export async function trialQualifications(
  service: TrialService,
  definition: HITDefinition,
  known: TrialTypes,
): Promise<QualificationIds> {
  for (const name of qualificationNames(definition)) {
    if (known.has(name)) continue;
    const { QualificationType } = await callTrial(service, 'CreateQualificationType', {
      Name: name,
      Description: 'Named by a definition that is tried.',
      QualificationTypeStatus: 'Active',
    });
    const id = (QualificationType as { readonly QualificationTypeId?: unknown } | undefined)?.QualificationTypeId;
    known.set(name, String(id));
  }
  return { environment: 'local', idOf: name => known.get(name) };
}
