/** The fields that several verbs have. */
import * as v from 'valibot';
import { type Cents, cents } from '../../mturk/money.ts';

export const id = v.pipe(v.string(), v.minLength(1));
export const whole = v.pipe(v.number(), v.safeInteger());
/** Milliseconds since the epoch. */
export const instant = whole;
export const amount = v.pipe(
  whole,
  v.minValue(0),
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
