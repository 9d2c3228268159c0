/**
 * What differs in the questions of HITs of one type: the value that each was published with. Listings carry questions of up to
 * 128 kB, which nobody keeps; the first of each type stays to compare the others with.
 */
import type { HITWithQuestion } from '../mturk/model.ts';

/** Characters: the questions that stay to compare with, together. */
const referenceLimit = 4_000_000;
/** Characters of a value. */
const longestInput = 80;
/** How far a value may reach from the place where two questions begin to differ, in characters. */
const reach = 2000;

interface Reference {
  readonly hitId: string;
  readonly question: string;
}

export class Inputs {
  readonly #references = new Map<string, Reference>();
  readonly #inputs = new Map<string, string>();
  #kept = 0;

  /** The value that tells the HIT from the others of its type; `undefined` where no listing showed a difference. */
  of(hitId: string): string | undefined {
    return this.#inputs.get(hitId);
  }

  /** Takes a HIT with its question. Gives the ids of HITs whose value is another one now. */
  note({ id, typeId, question }: Pick<HITWithQuestion, 'id' | 'typeId' | 'question'>): string[] {
    if (question === '') return [];
    const reference = this.#references.get(typeId);
    if (!reference) {
      this.#keep(typeId, { hitId: id, question });
      return [];
    }
    if (reference.hitId === id || reference.question === question) return [];
    const at = firstDifference(reference.question, question);
    const changed = this.#put(id, valueAt(question, at)) ? [id] : [];
    if (!this.#inputs.has(reference.hitId) && this.#put(reference.hitId, valueAt(reference.question, at)))
      changed.push(reference.hitId);
    return changed;
  }

  drop(hitId: string): void {
    this.#inputs.delete(hitId);
  }

  #put(hitId: string, value: string): boolean {
    if (value === '' || this.#inputs.get(hitId) === value) return false;
    this.#inputs.set(hitId, value);
    return true;
  }

  #keep(typeId: string, reference: Reference): void {
    if (reference.question.length > referenceLimit) return;
    this.#references.set(typeId, reference);
    this.#kept += reference.question.length;
    for (const [oldest, { question }] of this.#references) {
      if (this.#kept <= referenceLimit) return;
      this.#references.delete(oldest);
      this.#kept -= question.length;
    }
  }
}

/** The index of the first character in which two texts differ. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  // In blocks first: most of two questions is the same.
  for (const block = 512; a.slice(at, at + block) === b.slice(at, at + block) && at < a.length; ) at += block;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

const borders = new Set(['"', "'", '<', '>', '\n', '\r', '&', '?', ';', '`', '{', '}']);

/** The attribute value, parameter or text around a place, in one line. */
function valueAt(question: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < reach && !borders.has(question[start - 1] ?? '')) start -= 1;
  let end = at;
  while (end < question.length && end - at < reach && !borders.has(question[end] ?? '')) end += 1;
  const value = question.slice(start, end).replace(/\s+/g, ' ').trim();
  // Of an address the end differs, of a sentence the beginning is read first.
  const file = /^[a-z][a-z\d+.-]{0,20}:\/\/\S+\/([^/\s]+)$/i.exec(value)?.[1];
  return (file ?? value).slice(0, longestInput);
}
