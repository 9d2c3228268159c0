/** Whether a worker may see, preview and accept a HIT, and why not (reference.md §3.5, §6.8). */
import type { Tx } from './domain/tx.ts';
import type { Locale } from './storage/peopleRows.ts';
import type { HIT, QualificationRequirement } from './storage/tableRows.ts';
import { type QualificationValue, systemQualification } from './systemQualificationValues.ts';
import { workerOf } from './workerRecords.ts';

/** Whether one worker meets one requirement. */
interface RequirementCheck {
  readonly requirement: QualificationRequirement;
  /** The qualification's name. */
  readonly name: string;
  /** What is asked: "at least 95". */
  readonly asked: string;
  /** What the worker has: "100", "US", or "none". */
  readonly held: string;
  readonly met: boolean;
  /** All of it in one sentence, for people. */
  readonly words: string;
  /** Whether a worker can ask for this qualification. */
  readonly requestable: boolean;
}

export interface Eligibility {
  /** Whether the worker may see that the HIT exists. */
  readonly discover: boolean;
  readonly preview: boolean;
  readonly accept: boolean;
  /** Whether the requester has blocked the worker. */
  readonly blocked: boolean;
  readonly checks: readonly RequirementCheck[];
}

/** What a worker may do with a HIT, or with all HITs of its type, by its requirements and its requester's blocks. */
export function mayAccept(tx: Tx, workerId: string, { type }: Pick<HIT, 'type'>): Eligibility {
  const checks = type.qualificationRequirements.map(requirement => check(tx, workerId, requirement));
  const blocked = tx.store.workerBlocks.find(type.requesterId, workerId) !== undefined;
  const unmet = checks.filter(each => !each.met).map(each => each.requirement.ActionsGuarded);
  return {
    discover: !unmet.includes('DiscoverPreviewAndAccept'),
    preview: unmet.every(guarded => guarded === 'Accept'),
    accept: unmet.length === 0 && !blocked,
    blocked,
    checks,
  };
}

function check(tx: Tx, workerId: string, requirement: QualificationRequirement): RequirementCheck {
  const { QualificationTypeId: id } = requirement;
  const system = systemQualification(id);
  const type = system ? undefined : tx.store.qualificationTypes.get(id);
  const value = heldValue(tx, workerId, id);
  const met = satisfies(requirement, value);
  const name = system?.name ?? type?.name ?? id;
  const asked = askedWords(requirement);
  const held = value === undefined ? 'none' : valueWords(value);
  return {
    requirement,
    name,
    asked,
    held,
    met,
    words: `${name} must be ${asked}; yours is ${held}.`,
    requestable: type?.status === 'Active',
  };
}

/** A worker's value of a qualification, of the system's or of a requester's; undefined without it. */
export function heldValue(tx: Tx, workerId: string, qualificationTypeId: string): QualificationValue | undefined {
  const system = systemQualification(qualificationTypeId);
  if (system) return system.value(workerOf(tx, workerId), tx.store.workers.record(workerId));
  const granted = tx.store.qualifications.find(qualificationTypeId, workerId);
  return granted?.status === 'Granted' ? { kind: 'integer', value: granted.value } : undefined;
}

/** Whether a value is what a requirement asks for. Without a value only DoesNotExist is met. */
export function satisfies(requirement: QualificationRequirement, value: QualificationValue | undefined): boolean {
  const { Comparator: comparator } = requirement;
  if (comparator === 'Exists') return value !== undefined;
  if (comparator === 'DoesNotExist') return value === undefined;
  if (value === undefined) return false;
  if (value.kind === 'locale') {
    const listed = localesOf(requirement).some(locale => covers(locale, value.locale));
    return comparator === 'EqualTo' || comparator === 'In' ? listed : !listed;
  }
  const integers = requirement.IntegerValues ?? [];
  const [bound = 0] = integers;
  switch (comparator) {
    case 'LessThan':
      return value.value < bound;
    case 'LessThanOrEqualTo':
      return value.value <= bound;
    case 'GreaterThan':
      return value.value > bound;
    case 'GreaterThanOrEqualTo':
      return value.value >= bound;
    case 'EqualTo':
    case 'In':
      return integers.includes(value.value);
    case 'NotEqualTo':
    case 'NotIn':
      return !integers.includes(value.value);
  }
}

/** A country covers all of its subdivisions, a subdivision only itself. */
function covers(asked: Locale, actual: Locale): boolean {
  if (asked.country !== actual.country) return false;
  return asked.subdivision === undefined || asked.subdivision === actual.subdivision;
}

function localesOf(requirement: QualificationRequirement): Locale[] {
  return (requirement.LocaleValues ?? []).map(({ Country, Subdivision }) => ({
    country: Country,
    ...(Subdivision === undefined ? {} : { subdivision: Subdivision }),
  }));
}

function askedWords(requirement: QualificationRequirement): string {
  const values = requirement.LocaleValues?.length
    ? localesOf(requirement).map(localeWords)
    : (requirement.IntegerValues ?? []).map(String);
  const [value = ''] = values;
  const any = values.length < 2 ? value : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  switch (requirement.Comparator) {
    case 'LessThan':
      return `less than ${value}`;
    case 'LessThanOrEqualTo':
      return `at most ${value}`;
    case 'GreaterThan':
      return `more than ${value}`;
    case 'GreaterThanOrEqualTo':
      return `at least ${value}`;
    case 'EqualTo':
      return value;
    case 'NotEqualTo':
      return `something other than ${value}`;
    case 'Exists':
      return 'granted';
    case 'DoesNotExist':
      return 'not granted';
    case 'In':
      return any;
    case 'NotIn':
      return `something other than ${any}`;
  }
}

function valueWords(value: QualificationValue): string {
  return value.kind === 'integer' ? String(value.value) : localeWords(value.locale);
}

function localeWords({ country, subdivision }: Locale): string {
  return subdivision === undefined ? country : `${country}-${subdivision}`;
}
