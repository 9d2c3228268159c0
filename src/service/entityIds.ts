/** Ids in the form the service gives them: 30 characters, `3` first (reference.md §2). */

/** A source of random bytes; tests and seeds inject a deterministic one. */
export type RandomBytes = (count: number) => Uint8Array;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Draws an entity id. 36 does not divide 256: bytes of 252 and more are drawn again, so that all characters are equally likely. */
export function drawEntityId(random: RandomBytes): string {
  return `3${drawCharacters(random, 29)}`;
}

/** Draws a requester's customer id, in the form of a worker's. */
export function drawCustomerId(random: RandomBytes): string {
  return `A${drawCharacters(random, 13)}`;
}

/** Draws the ID of a data set, which no client of MTurk ever sees. */
export function drawDataSetId(random: RandomBytes): string {
  return drawCharacters(random, 20);
}

function drawCharacters(random: RandomBytes, count: number): string {
  let text = '';
  while (text.length < count)
    for (const byte of random(count - text.length)) if (byte < 252) text += alphabet[byte % 36];
  return text;
}

/** A small deterministic generator (mulberry32) for seeds and tests; not for secrets. */
export function seededRandom(seed: number): RandomBytes {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return count => Uint8Array.from({ length: count }, () => next() & 0xff);
}
