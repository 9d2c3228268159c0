/** IDs, times, answers and databases for tests of imports. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answerFields, decodeAnswers } from '../../src/mturk/answers.ts';

export const hitId = '3NEWHITWITHTHIRTYCHARACTERS01A';
export const assignmentId = '3NEWASSIGNMENTOFTHIRTYCHARS01A';
/** Seconds since the epoch of a moment in UTC; months count from 1. */
export const utc = (...parts: [number, number, number, number, number, number]): number =>
  Date.UTC(parts[0], parts[1] - 1, ...(parts.slice(2) as [number])) / 1000;

/** The answers of an assignment, by name. */
export function answersIn(object: Record<string, unknown> | undefined): Record<string, string> {
  const decoded = decodeAnswers(String(object?.Answer ?? ''));
  assert.ok(decoded.ok);
  return Object.fromEntries(answerFields(decoded.answers).map(({ name, text }) => [name, text]));
}

/** The bytes of a database made by this SQL. */
export function database(sql: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'import-db-'));
  try {
    const file = join(folder, 'a.db');
    const made = new DatabaseSync(file);
    made.exec(sql);
    made.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
