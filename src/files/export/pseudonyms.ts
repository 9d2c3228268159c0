/**
 * Pseudonyms for worker ids: a keyed hash, so that a worker has the same one in every file of whoever holds the key, and nobody
 * else can find the id by trying. Ids are replaced wherever they stand, in columns, answers, annotations and names alike.
 */
import { createHmac } from 'node:crypto';

/** Shorter ids, which only Local allows, could be a part of another word by chance: they are replaced as whole words alone. */
const shortest = 8;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The pseudonym of a worker id under a key: `P` and 20 letters and digits (100 bits). */
export function pseudonymOf(workerId: string, key: Uint8Array): string {
  const digest = createHmac('sha256', key).update(inCapitals(workerId)).digest();
  let text = 'P';
  for (let at = 0; at < 20; at += 1) {
    const bit = at * 5;
    const pair = ((digest[bit >> 3] ?? 0) << 8) | (digest[(bit >> 3) + 1] ?? 0);
    text += alphabet[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}

/** Replaces worker ids in texts. */
export class Pseudonyms {
  readonly #key: Uint8Array;
  readonly #byId = new Map<string, string>();
  /** By the first character’s code: the lengths of the ids that begin so, longest first. */
  readonly #lengths = new Map<number, number[]>();

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Adds an id to those that are replaced. */
  add(workerId: string): void {
    const id = inCapitals(workerId);
    if (id === '' || this.#byId.has(id)) return;
    this.#byId.set(id, pseudonymOf(id, this.#key));
    const first = id.charCodeAt(0);
    const lengths = this.#lengths.get(first) ?? [];
    if (!lengths.includes(id.length))
      this.#lengths.set(
        first,
        [...lengths, id.length].sort((one, other) => other - one),
      );
  }

  /** A text without any known ID, in whatever case it was written. */
  replace(text: string): string {
    if (this.#byId.size === 0) return text;
    const upper = inCapitals(text);
    let result = '';
    let done = 0;
    for (let at = 0; at < upper.length; at += 1)
      for (const length of this.#lengths.get(upper.charCodeAt(at)) ?? []) {
        const pseudonym = this.#byId.get(upper.slice(at, at + length));
        if (pseudonym === undefined || (length < shortest && !isWord(upper, at, at + length))) continue;
        result += text.slice(done, at) + pseudonym;
        done = at + length;
        at = done - 1;
        break;
      }
    return done === 0 ? text : result + text.slice(done);
  }
}

/** Of the letters that ids have: others may have capitals of another length, and places must stay what they are. */
function inCapitals(text: string): string {
  return text.replace(/[a-z]+/g, part => part.toUpperCase());
}

const inWord = /[A-Z0-9]/;

function isWord(text: string, start: number, end: number): boolean {
  return !inWord.test(text[start - 1] ?? ' ') && !inWord.test(text[end] ?? ' ');
}
