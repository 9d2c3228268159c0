/** The qualification types that a definition calls by name, created in a scratch Local where they are missing. */
import { type QualificationIds, qualificationNames } from '../definitions/createHIT.ts';
import type { HITDefinition } from '../definitions/definition.ts';
import { callTrial, Refused, type TrialService } from './trialCalls.ts';

/** IDs of types by name; one map for each service. */
export type TrialTypes = Map<string, string>;

/** Creates those that are missing. Rejects as {@link callTrial} does. */
export async function trialQualifications(
  service: TrialService,
  definition: HITDefinition,
  known: TrialTypes,
): Promise<QualificationIds> {
  for (const name of qualificationNames(definition))
    if (!known.has(name)) known.set(name, await typeNamed(service, name));
  // Nobody has it: whom a definition excludes is known where it was published.
  if (definition.exclude.length > 0 && !known.has(exclusion)) known.set(exclusion, await typeNamed(service, exclusion));
  return { environment: 'local', idOf: name => known.get(name), excluding: known.get(exclusion) };
}

const exclusion = 'Took part before';

interface Wire {
  readonly Name?: unknown;
  readonly QualificationTypeId?: unknown;
}

async function typeNamed(service: TrialService, Name: string): Promise<string> {
  try {
    const { QualificationType } = await callTrial(service, 'CreateQualificationType', {
      Name,
      Description: 'Named by a definition under test.',
      QualificationTypeStatus: 'Active',
    });
    return String((QualificationType as Wire | undefined)?.QualificationTypeId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The service outlives a preview, and two previews share it: the type may be there already.
    const { QualificationTypes } = await callTrial(service, 'ListQualificationTypes', {
      MustBeRequestable: false,
      MustBeOwnedByCaller: true,
      Query: Name,
      MaxResults: 100,
    });
    const types = Array.isArray(QualificationTypes) ? (QualificationTypes as readonly Wire[]) : [];
    const found = types.find(each => each.Name === Name);
    if (!found) throw error;
    return String(found.QualificationTypeId);
  }
}
