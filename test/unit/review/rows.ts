/** Tables for tests: each row says only what the test is about. */
import { cents } from '../../../src/mturk/money.ts';
import type { ReviewHIT, ReviewRow } from '../../../src/review/row.ts';
import { ReviewTable } from '../../../src/review/table.ts';

export interface Given {
  readonly hit?: string;
  readonly worker?: string;
  readonly status?: ReviewRow['status'];
  /** Seconds. */
  readonly spent?: number;
  readonly answers?: Readonly<Record<string, string>>;
}

export const started = Date.UTC(2026, 10, 2, 12);

export function rowOf(
  index: number,
  { hit = 'H1', worker = `W${index}`, status, spent = 60, answers }: Given,
): ReviewRow {
  const submitted = started + index * 1000;
  return {
    id: `3A${index}`,
    hitId: hit,
    workerId: worker,
    status: status ?? 'Submitted',
    accepted: submitted - spent * 1000,
    submitted,
    autoApproves: submitted + 3_600_000,
    answers: { ok: true, fields: Object.entries(answers ?? {}) },
  };
}

export function hitOf(id: string, part: Partial<ReviewHIT> = {}): ReviewHIT {
  return { id, title: `Title of ${id}`, typeId: 'T', reward: cents(50), inputs: [], ...part };
}

export function tableOf(...rows: readonly Given[]): ReviewTable {
  const table = new ReviewTable();
  table.putHITs([...new Set(rows.map(({ hit = 'H1' }) => hit))].map(id => hitOf(id)));
  table.put(rows.map((row, index) => rowOf(index, row)));
  return table;
}
