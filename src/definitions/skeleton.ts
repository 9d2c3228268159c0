/**
 * What an AWS CLI skeleton leaves unfilled: "" and 0 mean absent, a requirement without a type and a policy
 * without a name were not filled in, and what an enum says beside them is drawn at random.
 */
import { isRecord, type JsonValue } from './jsonText.ts';

type Fields = { readonly [name: string]: JsonValue };

/** The value of one member of CreateHIT without its placeholders; `undefined` where nothing is left of it. */
export function withoutPlaceholders(member: string, value: JsonValue): JsonValue | undefined {
  switch (member) {
    case 'QualificationRequirements':
      return Array.isArray(value) ? nonEmpty(value.map(withoutLeftovers).filter(isFilled)) : value;
    case 'AssignmentReviewPolicy':
    case 'HITReviewPolicy':
      if (!isRecord(value) || isBlank(value.PolicyName)) return isRecord(value) ? undefined : orAbsent(value);
      return clean(value);
    case 'HITLayoutParameters':
      return Array.isArray(value) ? nonEmpty(value.filter(each => !isRecord(each) || !isBlank(each.Name))) : value;
    default:
      return orAbsent(value);
  }
}

function isFilled(requirement: JsonValue): boolean {
  return !isRecord(requirement) || !isBlank(requirement.QualificationTypeId);
}

/** The values that belong to the other kind of requirement are left over where only those of one kind are filled in. */
function withoutLeftovers(requirement: JsonValue): JsonValue {
  if (!isRecord(requirement)) return requirement;
  const { IntegerValues: integers, LocaleValues: locales, ...rest } = requirement;
  const places = (Array.isArray(locales) ? (locales as readonly JsonValue[]) : []).filter(
    each => !isRecord(each) || !isBlank(each.Country),
  );
  const numbers = Array.isArray(integers) ? (integers as readonly JsonValue[]) : [];
  const noValues = rest.Comparator === 'Exists' || rest.Comparator === 'DoesNotExist';
  const untouched = numbers.length === 1 && numbers[0] === 0 && (places.length > 0 || noValues);
  return {
    ...rest,
    ...(integers === undefined || integers === null || untouched ? {} : { IntegerValues: integers }),
    ...(places.length === 0
      ? {}
      : { LocaleValues: places.map(each => (isRecord(each) ? (clean(each) as Fields) : each)) }),
  };
}

function clean(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(clean).filter(each => !isEmpty(each));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, clean(each)] as const)
      .filter(([, each]) => !isEmpty(each)),
  );
}

function isEmpty(value: JsonValue): boolean {
  return (
    value === '' ||
    value === null ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.keys(value).length === 0)
  );
}

function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function orAbsent(value: JsonValue): JsonValue | undefined {
  return value === '' || value === 0 || value === null ? undefined : value;
}

function nonEmpty(values: readonly JsonValue[]): readonly JsonValue[] | undefined {
  return values.length > 0 ? values : undefined;
}
