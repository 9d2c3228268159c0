/** A column of texts: each different text is there once, and each row says which it is. What is worked out, is so per text. */
import { numberIn } from '../mturk/numbers.ts';

const none = -1;

/** All texts in one, and where each ends in it. */
interface Haystack {
  readonly text: string;
  readonly ends: Int32Array;
}

export class TextColumn {
  /** By code. */
  readonly texts: string[] = [];
  readonly #codeOf = new Map<string, number>();
  #codes = new Int32Array(0);
  #size = 0;
  #ranks: Float64Array | undefined;
  #numbers: Float64Array | undefined;
  #haystack: Haystack | undefined;

  /** Which text a row has; -1 for none. Equal codes are equal texts. */
  code(row: number): number {
    return row < this.#size ? (this.#codes[row] ?? none) : none;
  }

  /** The text of a row, empty if it has none. */
  text(row: number): string {
    return this.texts[this.code(row)] ?? '';
  }

  /** How many rows there is a place for; rows that were never set have no text. */
  get size(): number {
    return this.#size;
  }

  set(row: number, text: string): void {
    let code = this.#codeOf.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codeOf.set(text, code);
      this.#ranks = undefined;
      this.#numbers = undefined;
      this.#haystack = undefined;
    }
    if (row >= this.#codes.length) this.#grow(row + 1);
    if (row >= this.#size) this.#size = row + 1;
    this.#codes[row] = code;
  }

  /** By code: the number that a text is, or not a number. */
  numbers(): Float64Array {
    this.#numbers ??= Float64Array.from(this.texts, text => numberIn(text) ?? Number.NaN);
    return this.#numbers;
  }

  /** By code: the place of a text among the others. Numbers stand before texts, the empty text after all. */
  ranks(): Float64Array {
    this.#ranks ??= this.#rank();
    return this.#ranks;
  }

  /** By code: whether a text has the needle in it, in any case. */
  containing(needle: string): Uint8Array {
    const found = new Uint8Array(this.texts.length);
    // Also the empty needle is in no text where there is none.
    if (found.length === 0) return found;
    const wanted = needle.toLowerCase();
    const { text, ends } = this.#searched();
    let code = 0;
    for (let at = text.indexOf(wanted); at !== -1; ) {
      while ((ends[code] ?? 0) <= at) code += 1;
      found[code] = 1;
      // The rest of this text has nothing to add.
      at = text.indexOf(wanted, ends[code]);
      if (code >= found.length - 1) break;
    }
    return found;
  }

  /** Works out what all searches go through. */
  prepareSearch(): void {
    this.#searched();
  }

  #searched(): Haystack {
    this.#haystack ??= haystackOf(this.texts);
    return this.#haystack;
  }

  #rank(): Float64Array {
    const numbers = this.numbers();
    const keys = this.texts.map(text => text.slice(0, sortedCharacters).toLowerCase());
    const order = [...this.texts.keys()].sort((a, b) => {
      const one = numbers[a] ?? Number.NaN;
      const other = numbers[b] ?? Number.NaN;
      if (!Number.isNaN(one) || !Number.isNaN(other)) {
        if (Number.isNaN(one)) return 1;
        if (Number.isNaN(other)) return -1;
        return one - other;
      }
      const left = keys[a] ?? '';
      const right = keys[b] ?? '';
      if (left === right) return 0;
      if (left === '') return 1;
      if (right === '') return -1;
      return left < right ? -1 : 1;
    });
    const ranks = new Float64Array(order.length);
    let rank = 0;
    order.forEach((code, place) => {
      const before = order[place - 1];
      // "1" and "1.0" are one number: they share a place.
      if (before !== undefined && !(numbers[before] === numbers[code] || keys[before] === keys[code])) rank = place;
      ranks[code] = rank;
    });
    return ranks;
  }

  #grow(size: number): void {
    const grown = new Int32Array(Math.max(size, this.#codes.length * 2, 256)).fill(none);
    grown.set(this.#codes);
    this.#codes = grown;
  }
}

/** Texts that are the same so far stand in the order in which they came. */
const sortedCharacters = 100;

/** All texts in one, so that one search goes through them. Between two stands what no search line can hold. */
function haystackOf(texts: readonly string[]): Haystack {
  const ends = new Int32Array(texts.length);
  const lower = texts.map(text => text.toLowerCase());
  let end = 0;
  lower.forEach((text, code) => {
    end += text.length + 1;
    ends[code] = end;
  });
  return { text: `${lower.join('\0')}\0`, ends };
}
