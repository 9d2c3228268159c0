/** The fields that several verbs have. */
import * as v from 'valibot';
import { type Cents, cents } from '../../mturk/money.ts';

export const id = v.pipe(v.string(), v.minLength(1));
export const whole = v.pipe(v.number(), v.safeInteger());
/** What a Date can hold, on either side of 1970. */
const mostInstant = 8.64e15;
/** Milliseconds since the epoch. */
export const instant = v.pipe(whole, v.minValue(-mostInstant), v.maxValue(mostInstant));
/** The same with fractions, as a clock may have them. */
export const moment = v.pipe(v.number(), v.minValue(-mostInstant), v.maxValue(mostInstant));
/** The service's largest MaxAssignments (reference.md §3.1). */
export const count = v.pipe(whole, v.minValue(1), v.maxValue(1e9));
/** In cents, at most ten billion dollars: thousands of such amounts still add up exactly. */
export const amount = v.pipe(
  whole,
  v.minValue(0),
  v.maxValue(1e12),
  v.transform((value): Cents => cents(value)),
);

/** A submitted assignment and what approving it costs. */
export const work = {
  assignmentId: id,
  hitId: id,
  workerId: id,
  reward: amount,
  fee: amount,
  /** When it was submitted: a rejection can be reversed for 30 days from then. */
  submitted: instant,
};
