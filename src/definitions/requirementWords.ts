/** Qualification requirements in words: `{"percentApproved": ">= 95"}`, `{"country": ["US", "CA-QC"], "guards": "preview"}`. */
import type { Node } from 'jsonc-parser';
import { isCountry } from '../mturk/countries.ts';
import { adultQualification, localeQualification } from '../mturk/systemQualifications.ts';
import type { ActionsGuarded, RequirementSpec } from './definition.ts';
import { type JsonValue, jsonValue, type Property, propertiesOf, spanOf, valueText } from './jsonText.ts';
import { type WordedQualification, wordedQualifications } from './keySchemas.ts';
import { requirementKeys } from './keys.ts';
import type { Fix } from './problems.ts';
import { nearest } from './suggestions.ts';

export type Report = (code: string, node: Node, message: string, fixes?: readonly Fix[]) => void;

const guardsByWord: ReadonlyMap<string, ActionsGuarded> = new Map([
  ['accept', 'Accept'],
  ['preview', 'PreviewAndAccept'],
  ['discover', 'DiscoverPreviewAndAccept'],
]);

interface Condition {
  readonly type: RequirementSpec['type'];
  readonly comparator: string;
  readonly integers?: readonly number[];
  readonly locales?: RequirementSpec['locales'];
}

/** One requirement; `undefined` where it says nothing that can be sent, which is reported. */
export function readRequirementWords(node: Node, report: Report): RequirementSpec | undefined {
  if (node.type !== 'object') {
    report('requirement', node, 'A requirement is an object, such as {"percentApproved": ">= 95"}.');
    return undefined;
  }
  const properties = propertiesOf(node).filter((each): each is Property & { value: Node } => each.value !== undefined);
  for (const { name, key } of properties)
    if (!requirementKeys.includes(name)) {
      const near = nearest(name, requirementKeys);
      report(
        'unknownRequirement',
        key,
        `“${name}” is not a requirement. ${near ? `Did you mean “${near}”?` : `Use one of ${requirementKeys.slice(0, 9).join(', ')}.`}`,
        near ? [{ title: `Replace with “${near}”`, edits: [{ ...spanOf(key), text: JSON.stringify(near) }] }] : [],
      );
      return undefined;
    }
  const get = (name: string) => properties.find(each => each.name === name);
  const subjects = properties.filter(({ name }) => !['guards', 'not', 'value', 'exists'].includes(name));
  const [subject] = subjects;
  if (!subject || subjects.length > 1) {
    report('requirement', node, 'A requirement is about one qualification. Write one object for each.');
    return undefined;
  }
  const condition = conditionOf(subject, get, report);
  const guardsAt = get('guards');
  const guards = guardsAt && guardsByWord.get(valueText(jsonValue(guardsAt.value)));
  if (guardsAt && !guards) report('requirement', guardsAt.value, '“guards” is “accept”, “preview” or “discover”.');
  return condition && { integers: [], locales: [], ...condition, guards, requiredToPreview: undefined };
}

function conditionOf(
  { name, value: node }: Property & { value: Node },
  get: (name: string) => (Property & { value: Node }) | undefined,
  report: Report,
): Condition | undefined {
  const value = jsonValue(node);
  if (isWorded(name)) {
    const compared = comparisonOf(value);
    if (compared) return { type: { id: wordedQualifications[name].id }, ...compared };
    reportComparison(node, value, name, report);
    return undefined;
  }
  switch (name) {
    case 'masters':
    case 'adult':
      if (typeof value !== 'boolean') {
        report('requirement', node, `“${name}” is true or false.`);
        return undefined;
      }
      return name === 'masters'
        ? { type: { masters: true }, comparator: value ? 'Exists' : 'DoesNotExist' }
        : { type: { id: adultQualification }, comparator: 'EqualTo', integers: [value ? 1 : 0] };
    case 'country':
      return countryCondition(node, value, get('not'), report);
    default:
      return typeCondition(node, value, get, report);
  }
}

function isWorded(name: string): name is WordedQualification {
  return Object.hasOwn(wordedQualifications, name);
}

const comparators: ReadonlyMap<string, string> = new Map([
  ['<', 'LessThan'],
  ['<=', 'LessThanOrEqualTo'],
  ['>', 'GreaterThan'],
  ['>=', 'GreaterThanOrEqualTo'],
  ['=', 'EqualTo'],
  ['==', 'EqualTo'],
  ['!=', 'NotEqualTo'],
  ['<>', 'NotEqualTo'],
  ['in', 'In'],
  ['not in', 'NotIn'],
]);
const comparison =
  /^\s{0,20}(<=|>=|!=|<>|==|=|<|>|not in|in)\s{0,20}(-?\d{1,10}(?:\s{0,20},\s{0,20}-?\d{1,10}){0,30})\s{0,20}$/i;

function comparisonOf(value: JsonValue): { comparator: string; integers: number[] } | undefined {
  const found = typeof value === 'string' ? comparison.exec(value) : null;
  const comparator = comparators.get(found?.[1]?.toLowerCase() ?? '');
  if (!comparator) return undefined;
  const integers = (found?.[2] ?? '').split(',').map(Number);
  return comparator.endsWith('In') || integers.length === 1 ? { comparator, integers } : undefined;
}

function reportComparison(node: Node, value: JsonValue, name: string, report: Report): void {
  const number = typeof value === 'number' ? value : 95;
  report('requirement', node, `“${name}” is compared: write ">= ${number}", for example.`, [
    { title: `Replace with ">= ${number}"`, edits: [{ ...spanOf(node), text: JSON.stringify(`>= ${number}`) }] },
  ]);
}

const mostLocales = 30;

function countryCondition(
  node: Node,
  value: JsonValue,
  not: Property | undefined,
  report: Report,
): Condition | undefined {
  const codes = (Array.isArray(value) ? value : [value]) as readonly JsonValue[];
  const nodes = node.type === 'array' ? (node.children ?? []) : [node];
  if (codes.length === 0 || codes.length > mostLocales) {
    report('requirement', node, `“country” has 1 to ${mostLocales} codes.`);
    return undefined;
  }
  const locales = codes.flatMap((code, index) => {
    const [, Country = '', Subdivision] = /^([A-Za-z]{2})(?:[-:]([A-Za-z]{2}))?$/.exec(valueText(code)) ?? [];
    const at = nodes[index] ?? node;
    const upper = Country.toUpperCase();
    if (!isCountry(upper)) {
      const fix = upper === 'UK' ? 'GB' : undefined;
      report(
        'unknownCountry',
        at,
        `“${valueText(code)}” is not a country of ISO 3166-1.${fix ? ` Great Britain is “${fix}”.` : ' Use two letters, such as “US” or “CA-QC”.'}`,
        fix ? [{ title: `Replace with “${fix}”`, edits: [{ ...spanOf(at), text: JSON.stringify(fix) }] }] : [],
      );
      return [];
    }
    const right = Subdivision === undefined ? upper : `${upper}-${Subdivision.toUpperCase()}`;
    if (right !== code) {
      report('unknownCountry', at, `Country codes are capitals: write “${right}”.`, [
        { title: `Replace with “${right}”`, edits: [{ ...spanOf(at), text: JSON.stringify(right) }] },
      ]);
      return [];
    }
    return [{ Country, ...(Subdivision === undefined ? {} : { Subdivision }) }];
  });
  if (locales.length < codes.length) return undefined;
  const outside = not !== undefined;
  const single = locales.length === 1;
  const comparator = outside ? (single ? 'NotEqualTo' : 'NotIn') : single ? 'EqualTo' : 'In';
  return { type: { id: localeQualification }, comparator, locales };
}

function typeCondition(
  node: Node,
  value: JsonValue,
  get: (name: string) => (Property & { value: Node }) | undefined,
  report: Report,
): Condition | undefined {
  if (typeof value !== 'string' || value.trim() === '') {
    report('requirement', node, '“type” is the name or the ID of a qualification type.');
    return undefined;
  }
  const type = looksLikeId(value) ? { id: value } : { name: value };
  const [compared, exists, not] = [get('value'), get('exists'), get('not')];
  if (not) return { type, comparator: 'DoesNotExist' };
  if (exists) return { type, comparator: jsonValue(exists.value) === false ? 'DoesNotExist' : 'Exists' };
  if (!compared) return { type, comparator: 'Exists' };
  const wanted = jsonValue(compared.value);
  const condition = Number.isInteger(wanted)
    ? { comparator: 'EqualTo', integers: [wanted as number] }
    : comparisonOf(wanted);
  if (condition) return { type, ...condition };
  reportComparison(compared.value, wanted, 'value', report);
  return undefined;
}

/** The service's ids have about thirty letters and figures, with figures among them. Names rarely look so. */
function looksLikeId(text: string): boolean {
  return /^[A-Z0-9]{20,64}$/.test(text) && /\d/.test(text);
}
