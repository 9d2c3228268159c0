/** Requirements as the API has them, checked as the service does (reference.md §6.8). */
import type { Node } from 'jsonc-parser';
import { isCountry } from '../mturk/countries.ts';
import type { ActionsGuarded, RequirementSpec } from './definition.ts';
import { isRecord, type JsonValue, jsonValue, valueText } from './jsonText.ts';
import type { Report } from './requirementWords.ts';
import { withoutPlaceholders } from './skeleton.ts';

const comparators: ReadonlySet<string> = new Set([
  'LessThan',
  'LessThanOrEqualTo',
  'GreaterThan',
  'GreaterThanOrEqualTo',
  'EqualTo',
  'NotEqualTo',
  'Exists',
  'DoesNotExist',
  'In',
  'NotIn',
]);
const actions: ReadonlySet<JsonValue | undefined> = new Set(['Accept', 'PreviewAndAccept', 'DiscoverPreviewAndAccept']);

/** Reads the member QualificationRequirements; what is wrong is reported at its place. */
export function readServiceRequirements(node: Node, report: Report): RequirementSpec[] {
  const value = jsonValue(node);
  if (value === null) return [];
  if (!Array.isArray(value)) {
    report('requirement', node, 'QualificationRequirements is a list.');
    return [];
  }
  return (node.children ?? []).flatMap(each => {
    const [cleaned] = (withoutPlaceholders('QualificationRequirements', [jsonValue(each)]) ??
      []) as readonly JsonValue[];
    if (cleaned === undefined) return [];
    const read = readOne(each, cleaned, report);
    return read ? [read] : [];
  });
}

function readOne(node: Node, value: JsonValue, report: Report): RequirementSpec | undefined {
  if (!isRecord(value)) {
    report('requirement', node, 'A requirement is an object with QualificationTypeId and Comparator.');
    return undefined;
  }
  const { QualificationTypeId: id, Comparator: comparator, RequiredToPreview: preview, ActionsGuarded: guards } = value;
  const integers = list(value.IntegerValues);
  const locales = list(value.LocaleValues);
  if (typeof id !== 'string' || typeof comparator !== 'string' || !comparators.has(comparator)) {
    report(
      'requirement',
      node,
      'A requirement needs a QualificationTypeId and a Comparator such as GreaterThanOrEqualTo.',
    );
    return undefined;
  }
  if (/[$<>{}\s]/.test(id)) {
    report(
      'requirement',
      node,
      `“${id}” is a placeholder. Write the ID of the qualification type, or use “requirements” with its name.`,
    );
    return undefined;
  }
  if (preview === true && guards !== undefined) {
    report(
      'requirement',
      node,
      'The service refuses RequiredToPreview together with ActionsGuarded. Remove RequiredToPreview.',
    );
    return undefined;
  }
  if (guards !== undefined && !actions.has(guards)) {
    report('requirement', node, 'ActionsGuarded is Accept, PreviewAndAccept or DiscoverPreviewAndAccept.');
    return undefined;
  }
  const countries = locales.flatMap(each => (isRecord(each) ? [each] : []));
  const unknown = countries.find(({ Country }) => typeof Country !== 'string' || !isCountry(Country));
  if (unknown) {
    report('unknownCountry', node, `“${valueText(unknown.Country ?? '')}” is not a country of ISO 3166-1.`);
    return undefined;
  }
  const wrong = wrongValues(comparator, integers.length, countries.length);
  if (wrong) {
    report('requirement', node, wrong);
    return undefined;
  }
  return {
    type: { id },
    comparator,
    integers: integers.filter(each => typeof each === 'number'),
    locales: countries.map(({ Country, Subdivision }) => ({
      Country: String(Country),
      ...(typeof Subdivision === 'string' ? { Subdivision } : {}),
    })),
    guards: guards as ActionsGuarded | undefined,
    requiredToPreview: typeof preview === 'boolean' && guards === undefined ? preview : undefined,
  };
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function wrongValues(comparator: string, integers: number, locales: number): string | undefined {
  const count = integers + locales;
  if (integers > 0 && locales > 0) return 'A requirement has IntegerValues or LocaleValues, not both.';
  if (comparator === 'Exists' || comparator === 'DoesNotExist')
    return count > 0 ? `${comparator} takes no values. Remove them.` : undefined;
  if (comparator === 'In' || comparator === 'NotIn') {
    const most = locales > 0 ? 30 : 15;
    return count < 1 || count > most ? `${comparator} takes 1 to ${most} values.` : undefined;
  }
  if (count !== 1) return `${comparator} takes one value.`;
  return locales > 0 && comparator !== 'EqualTo' && comparator !== 'NotEqualTo'
    ? 'A country is compared by EqualTo, NotEqualTo, In or NotIn.'
    : undefined;
}
