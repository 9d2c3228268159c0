/** What simulated workers write. */
import RandExp from 'randexp';
import type { Dice } from '../random.ts';

const words =
  'red blue green yellow small large bright quiet early late bird house garden river morning street letter window table paper coffee music mostly rather quite perhaps often never always looks sounds feels seems like the a of and with near'.split(
    ' ',
  );
const tries = 40;

export function word(dice: Dice): string {
  return dice.pick(words);
}

export function sentence(dice: Dice): string {
  const text = Array.from({ length: dice.integer(3, 9) }, () => word(dice)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** Text of about this many lines, within these numbers of characters. */
export function prose(dice: Dice, lines: number, { min = 0, max = Number.POSITIVE_INFINITY }: Length): string {
  let text = lines > 1 ? sentence(dice) : word(dice);
  while (text.length < min) text += ` ${word(dice)}`;
  // A cut may end in a space, which would be trimmed off.
  return text.length > max ? text.slice(0, max).replace(/ $/, 's') : text;
}

/** Text that matches a pattern; undefined for a pattern that can't be understood. */
export function matching(dice: Dice, pattern: string, ignoreCase: boolean): string | undefined {
  try {
    const generator = new RandExp(new RegExp(pattern, ignoreCase ? 'i' : ''));
    generator.max = 12;
    generator.randInt = (min, max) => dice.integer(min, max);
    return generator.gen();
  } catch {
    return undefined;
  }
}

/** A number within bounds, on a step from the lower one, as text. */
export function numeral(dice: Dice, min: number | undefined, max: number | undefined, step = 1): string {
  const low = min ?? Math.min(0, max ?? 0);
  const high = max ?? low + 100 * step;
  const steps = Math.max(Math.floor((high - low) / step), 0);
  const value = low + dice.integer(0, steps) * step;
  const decimals = Math.max(...[low, step].map(number => String(number).split('.')[1]?.length ?? 0));
  return value.toFixed(Math.min(decimals, 20));
}

/** The first of many drafts that is good; the last of them when none is. */
export function firstGood(draft: () => string, good: (text: string) => boolean): string {
  let text = draft();
  for (let attempt = 1; attempt < tries && !good(text); attempt++) text = draft();
  return text;
}
