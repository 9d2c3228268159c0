/** What simulated workers write, within the time and the size that the worker site allows. */
import RandExp from 'randexp';
import { sentenceOf } from '../../mturk/sentence.ts';
import { type Matcher, timeBudget } from '../bounded.ts';
import type { Dice } from '../random.ts';
import { bodyLimit } from '../wire/http.ts';

const words =
  'red blue green yellow small large bright quiet early late bird house garden river morning street letter window table paper coffee music mostly rather quite perhaps often never always looks sounds feels seems like the a of and with near'.split(
    ' ',
  );
const tries = 40;

export function word(dice: Dice): string {
  return dice.pick(words);
}

function sentence(dice: Dice): string {
  const text = Array.from({ length: dice.integer(3, 9) }, () => word(dice)).join(' ');
  return sentenceOf(text);
}

interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** What one worker can write in answer to one HIT. */
export interface Pen {
  readonly dice: Dice;
  readonly matches: Matcher;
  /** Text that matches a pattern; undefined for a pattern that can't be understood, or has no short text. */
  matching(pattern: string, ignoreCase: boolean): string | undefined;
  /** Text of about this many lines, within these numbers of characters, as far as the form that it goes out in holds them. */
  prose(lines: number, length: Length): string;
  /** The first of many drafts that is good; the last of them when none is. */
  firstGood(draft: () => string, good: (text: string) => boolean): string;
}

/** ms for all patterns of a HIT, and for one of them. */
const allPatterns = 1000;
const onePattern = 250;
/** Characters of one answer's text that a pattern is asked for. */
const longestMatch = 10_000;
/** From here on the text repeats itself. */
const longestProse = 2000;

/** How often patterns took too long or were not understood, so that further workers spend no time on them. */
const failed = new Map<string, number>();
const mostFailed = 1000;
const hopeless = 3;

export function penFor(dice: Dice): Pen {
  const time = timeBudget(allPatterns);
  const attempt = <T>(key: string, work: () => T): T | undefined => {
    const failures = failed.get(key) ?? 0;
    if (failures >= hopeless || time.isUsedUp()) return undefined;
    const result = time.run(onePattern, work);
    if (result === undefined) {
      if (failed.size >= mostFailed) failed.clear();
      failed.set(key, failures + 1);
    }
    return result;
  };
  let room = bodyLimit / 4;
  return {
    dice,
    matches: (expression, flags, text) =>
      attempt(`match ${flags} ${expression}`, () => new RegExp(expression, flags).test(text)) ?? true,
    matching: (pattern, ignoreCase) =>
      attempt(
        `invent ${ignoreCase} ${pattern}`,
        replayed(dice, share => inventMatch(share, pattern, ignoreCase)),
      ),
    prose: (lines, { min = 0, max = Number.POSITIVE_INFINITY }) => {
      const least = Math.min(min, room);
      let text = lines > 1 ? sentence(dice) : word(dice);
      while (text.length < Math.min(least, longestProse)) text += ` ${word(dice)}`;
      if (text.length < least) text = text.repeat(Math.ceil(least / text.length)).slice(0, least);
      // A cut may end in a space, which would be trimmed off.
      return text.length > max ? text.slice(0, max).replace(/ $/, 's') : text;
    },
    firstGood: (draft, good) => {
      let text = draft();
      for (let attempt = 1; attempt < tries && text.length < room && !good(text); attempt++) text = draft();
      room -= Math.min(text.length, room);
      return text;
    },
  };
}

/** Work that falls back on the same chances each time it is run, so that what was interrupted can be run again. */
function replayed<T>(dice: Dice, work: (share: () => number) => T): () => T {
  const drawn: number[] = [];
  return () => {
    let place = 0;
    return work(() => {
      if (place === drawn.length) drawn.push(dice.share());
      return drawn[place++] ?? 0;
    });
  };
}

type Token = Parameters<RandExp['_gen']>[0];

/** Ends with an error where a pattern asks for more than anybody would write. */
class BoundedRandExp extends RandExp {
  override max = 12;
  #steps = 0;

  override _gen(token: Token, groups: (string | null)[]): string {
    if (++this.#steps > 2 * longestMatch) throw new RangeError('the pattern takes too many steps');
    const bounded =
      'max' in token && token.max > token.min + this.max ? { ...token, max: token.min + this.max } : token;
    const text = super._gen(bounded, groups);
    if (text.length > longestMatch) throw new RangeError('the pattern asks for too long a text');
    return text;
  }
}

function inventMatch(share: () => number, pattern: string, ignoreCase: boolean): string {
  const generator = new BoundedRandExp(new RegExp(pattern, ignoreCase ? 'i' : ''));
  generator.randInt = (min, max) => min + Math.floor(share() * (max - min + 1));
  return generator.gen();
}

/** A number within bounds, on a step from the lower one, as text. */
export function numeral(dice: Dice, min: number | undefined, max: number | undefined, step = 1): string {
  const low = min ?? Math.min(0, max ?? 0);
  const high = max ?? low + 100 * step;
  const steps = Math.min(Math.max(Math.floor((high - low) / step), 0), Number.MAX_SAFE_INTEGER);
  const value = low + dice.integer(0, steps) * step;
  const decimals = Math.max(...[low, step].map(number => String(number).split('.')[1]?.length ?? 0));
  return value.toFixed(Math.min(decimals, 20));
}
