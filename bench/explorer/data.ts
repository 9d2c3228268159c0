/** The big account of the explorer's measurements. */
import { withBigDatabase } from '../support/bigDatabase.ts';

export const size = { hits: 10_000, assignmentsEach: 10, waitingEvery: 10, questionLength: 2000 } as const;

/** Works on a copy of a database with 10,000 HITs and 100,000 assignments. */
export async function withCopy<T>(work: (file: string) => Promise<T>): Promise<T> {
  return withBigDatabase('explorer', size, work);
}
