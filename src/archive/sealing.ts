/** What an archive gets before it is sealed: a HIT for each that is only spoken of, and one bonus where two sources tell of the same. */

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { NoteKind, RecordKind } from '../files/imports/importedRows.ts';
import { parseAmount } from '../mturk/money.ts';
import { giveInputs } from './inputRows.ts';

/** The part of a writer that is needed. */
interface Target {
  readonly database: DatabaseSync;
  run(sql: string, ...values: SQLInputValue[]): void;
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined;
  note(kind: NoteKind, text: string, count: number): void;
  conflict(kind: RecordKind, id: string, field: string, kept: unknown, other: unknown, source: number): void;
}

export function completeObjects(archive: Target): void {
  addHITs(archive);
  giveInputs(archive);
  joinBonuses(archive);
  noteOrphans(archive);
}

/** Assignments of HITs that no source has: a HIT of which nothing but the ID is known. */
function addHITs(archive: Target): void {
  archive.run(`
    INSERT INTO objects (kind, id, parent, at, status, source, content)
    SELECT 'HIT', a.parent, NULL, 0, NULL, min(a.source), json_object('HITId', a.parent)
    FROM objects AS a
    WHERE a.kind = 'Assignment' AND a.parent IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM objects AS h WHERE h.kind = 'HIT' AND h.id = a.parent)
    GROUP BY a.parent
  `);
}

/**
 * Some programs keep the sum that they paid and not when. Where payments of the assignment with their times are known as well,
 * the sum is theirs and would be counted twice.
 */
function joinBonuses(archive: Target): void {
  const sums = archive.database
    .prepare(
      `SELECT seq, id, parent, source, content FROM objects WHERE kind = 'BonusPayment' AND content NOT LIKE '%"GrantTime"%'`,
    )
    .all();
  for (const sum of sums) {
    const payments = archive.database
      .prepare(
        `SELECT content FROM objects WHERE kind = 'BonusPayment' AND parent = ? AND content LIKE '%"GrantTime"%'`,
      )
      .all(String(sum.parent));
    if (payments.length === 0) continue;
    const paid = payments.reduce((total, { content }) => total + centsOf(content), 0);
    if (paid !== centsOf(sum.content))
      archive.conflict(
        'BonusPayment',
        String(sum.parent),
        'BonusAmount',
        (paid / 100).toFixed(2),
        (centsOf(sum.content) / 100).toFixed(2),
        Number(sum.source),
      );
    archive.run('DELETE FROM objects WHERE seq = ?', Number(sum.seq));
  }
}

function centsOf(content: unknown): number {
  const { BonusAmount } = JSON.parse(String(content)) as { readonly BonusAmount?: string };
  return parseAmount(BonusAmount ?? '') ?? 0;
}

function noteOrphans(archive: Target): void {
  const orphans = (kind: string, of: string): number =>
    Number(
      archive.get(
        `SELECT count(*) AS number FROM objects AS o WHERE o.kind = ? AND NOT EXISTS
           (SELECT 1 FROM objects AS p WHERE p.kind = ? AND p.id = o.parent)`,
        kind,
        of,
      )?.number,
    );
  const bonuses = orphans('BonusPayment', 'Assignment');
  if (bonuses > 0)
    archive.note('assumed', 'bonuses of assignments that no source has: kept, and not shown under a HIT', bonuses);
  const homeless = Number(
    archive.get(`SELECT count(*) AS number FROM objects WHERE kind = 'Assignment' AND parent IS NULL`)?.number,
  );
  if (homeless > 0)
    archive.note('assumed', 'assignments whose HIT no source names: kept, and not shown under a HIT', homeless);
}
