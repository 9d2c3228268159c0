/** Workers of a trial: who they are, and what makes them qualify. */
import type { CreateHITInput } from '../definitions/createHIT.ts';
import { mastersQualifications } from '../mturk/fees.ts';
import { adultQualification, localeQualification } from '../mturk/systemQualifications.ts';

type Requirement = NonNullable<CreateHITInput['QualificationRequirements']>[number];

/** The worker of a number, the same for the same seed. */
export function trialWorkerId(seed: number, number: number): string {
  return `ATRIAL${seed.toString(36)}X${number.toString(36)}`.toUpperCase();
}

/** Types of the service that count what a worker did. */
const counted = /^0{10,}/;

/** The input of the control API's `worker` that lets a worker meet requirements, as far as one can be made to. */
export function qualifiedWorker(
  WorkerId: string,
  requirements: readonly Requirement[] = [],
): Readonly<Record<string, unknown>> {
  const qualifications: Record<string, number> = {};
  let place: { readonly Country?: string; readonly Subdivision?: string } | undefined = { Country: 'US' };
  let isAdult = true;
  let isMaster = false;
  for (const { QualificationTypeId: type = '', Comparator, IntegerValues, LocaleValues } of requirements) {
    const values = IntegerValues ?? [];
    if (type === localeQualification) {
      if (Comparator === 'In' || Comparator === 'EqualTo') place = LocaleValues?.[0] ?? place;
      else if (LocaleValues?.some(({ Country }) => Country === 'US')) place = elsewhere(LocaleValues);
    } else if (mastersQualifications.has(type)) isMaster = Comparator !== 'DoesNotExist';
    else if (type === adultQualification) isAdult = Comparator === 'Exists' || values[0] !== 0;
    else if (!counted.test(type) && type !== '') {
      const value = valueFor(Comparator, values);
      if (value !== undefined) qualifications[type] = value;
    }
  }
  return {
    WorkerId,
    adult: isAdult,
    masters: isMaster,
    locale: place ? { Country: place.Country, ...(place.Subdivision ? { Subdivision: place.Subdivision } : {}) } : null,
    // Has done much, and all of it well.
    history: { approved: 100_000, rejected: 0, returned: 0, abandoned: 0 },
    qualifications,
  };
}

function elsewhere(excluded: readonly { readonly Country?: string | undefined }[]): { Country: string } {
  const names = ['GB', 'IN', 'CA', 'DE', 'BR', 'JP', 'NZ'];
  return { Country: names.find(name => !excluded.some(({ Country }) => Country === name)) ?? 'IS' };
}

/** A value that meets a comparison; undefined where the worker must not have any. */
function valueFor(comparator: string | undefined, values: readonly number[]): number | undefined {
  const [first = 1] = values;
  switch (comparator) {
    case 'DoesNotExist':
      return undefined;
    case 'LessThan':
      return first - 1;
    case 'GreaterThan':
      return first + 1;
    case 'NotEqualTo':
      return first + 1;
    case 'NotIn':
      return Math.max(...values, 0) + 1;
    default:
      return first;
  }
}
