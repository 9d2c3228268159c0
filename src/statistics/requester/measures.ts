/** What all statistics of a requester follow from: what happened on each day, and what there is now. */

/** What happens: counts, and cents. */
export const flowMeasures = [
  'accepted',
  'submitted',
  'approved',
  /** Less one for each rejection that is reversed, on the day of that. */
  'rejected',
  'returned',
  'abandoned',
  'rewards',
  'rewardFees',
  'bonuses',
  'bonusFees',
  'hitsCreated',
  'hitsCompleted',
] as const;

/** What there is at a time: counts, and cents. */
const levelMeasures = ['available', 'pending', 'assignable', 'reviewable', 'rewardLiability', 'feeLiability'] as const;

type FlowMeasure = (typeof flowMeasures)[number];
type LevelMeasure = (typeof levelMeasures)[number];
export type MeasureName = FlowMeasure | LevelMeasure;
export const measureNames: readonly MeasureName[] = [...flowMeasures, ...levelMeasures];

export interface Measure {
  /** By Pacific day: what happened, or how a level changed. A day that is not there had no activity. */
  readonly days: ReadonlyMap<number, number>;
  /** Of all time, or now; `undefined` where it is not known. */
  readonly total: number | undefined;
  /** The first day from which on days are known; `undefined` where none are, negative infinity where all are. */
  readonly knownFrom: number | undefined;
}

export type Measures = Readonly<Record<MeasureName, Measure>>;

/** A measure of which nothing is known. */
export const unknownMeasure: Measure = { days: new Map(), total: undefined, knownFrom: undefined };

/** A measure all of whose days are known. */
export function knownMeasure(days: ReadonlyMap<number, number>): Measure {
  let total = 0;
  for (const change of days.values()) total += change;
  return { days, total, knownFrom: Number.NEGATIVE_INFINITY };
}

/** A measure of which there is a value now, and none of days. */
export function onlyNow(total: number): Measure {
  return { days: new Map(), total, knownFrom: undefined };
}

/** Adds to a day. */
export function addToDay(days: Map<number, number>, day: number, change: number): void {
  days.set(day, (days.get(day) ?? 0) + change);
}
