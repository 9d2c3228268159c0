/** Chance that can be repeated. */
import { createHash } from 'node:crypto';
import { type RandomBytes, seededRandom } from './entityIds.ts';

export interface Dice {
  /** From 0 to less than 1. */
  share(): number;
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
  /** So many of a list, in the order of the list. */
  sample<T>(from: readonly T[], count: number): T[];
  /** A wait until the next of events that come independently of each other, so far apart on average. */
  wait(mean: number): number;
}

/** Dice that fall the same for the same words. */
export function diceFor(...words: readonly (string | number)[]): Dice {
  const digest = createHash('sha256').update(words.join(' ')).digest();
  return diceOf(seededRandom(digest.readUInt32LE(0)));
}

function diceOf(random: RandomBytes): Dice {
  const share = (): number => {
    const [high = 0, middle = 0, low = 0] = random(3);
    return ((high << 16) | (middle << 8) | low) / 0x1000000;
  };
  const integer = (min: number, max: number): number => min + Math.floor(share() * (max - min + 1));
  return {
    share,
    integer,
    happens: probability => share() < probability,
    pick: from => {
      const picked = from[integer(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    sample: (from, count) => {
      let needed = Math.min(count, from.length);
      return from.filter((_, index) => {
        const taken = share() * (from.length - index) < needed;
        if (taken) needed--;
        return taken;
      });
    },
    wait: mean => -Math.log(1 - share()) * mean,
  };
}
