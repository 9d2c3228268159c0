/** Fifty thousand assignments to review, with answers that differ as those of people do. */
import { encodeAnswers } from '../../src/mturk/answers.ts';
import { withBigDatabase } from '../support/bigDatabase.ts';

const words = ['red', 'blue', 'green', 'yellow', 'violet', 'orange', 'brown', 'grey'];

/** The same each time, and without a pattern to the eye. */
function chosen(hit: number, worker: number, place: number): number {
  let mixed = Math.imul(hit + 1, 0x9e3779b1) ^ Math.imul(worker + 1, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35);
  for (const shift of [16, 13]) mixed = Math.imul(mixed ^ (mixed >>> shift), 0x7feb352d);
  return (mixed ^ (mixed >>> 16)) >>> 3;
}

export function answerOf(hit: number, worker: number): string {
  const word = (place: number) => words[chosen(hit, worker, place) % words.length] ?? '';
  const text = (question: string, answer: string) => ({ question, value: { kind: 'text' as const, text: answer } });
  return encodeAnswers([
    ...Array.from({ length: 8 }, (_, place) => text(`word ${place + 1}`, word(place))),
    text('rating', String(chosen(hit, worker, 20) % 7)),
    text('comment', Array.from({ length: 30 }, (_, place) => word(place + 30)).join(' ')),
  ]);
}

export const size = { hits: 500, assignmentsEach: 100, waitingEvery: 1, questionLength: 500 } as const;

/** Works on a copy of a database with 500 HITs and 50,000 assignments. */
export async function withCopy<T>(work: (file: string) => Promise<T>): Promise<T> {
  return withBigDatabase('review', { ...size, answerOf }, work);
}
