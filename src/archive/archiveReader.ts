/** Reads objects of an archive by page. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { RecordKind } from '../files/imports/importedRows.ts';
import type { JsonObject } from '../service/operations/call.ts';

export interface StoredObject {
  readonly seq: number;
  readonly at: number;
  readonly content: JsonObject;
}

/** Where a page ended. */
interface Place {
  readonly at: number;
  readonly seq: number;
}

export interface Query {
  readonly kind: RecordKind;
  readonly parent?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly newestFirst?: boolean;
}

export class ArchiveReader {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  get(kind: RecordKind, id: string): JsonObject | undefined {
    const row = this.#prepare('SELECT content FROM objects WHERE kind = ? AND id = ?').get(kind, id);
    return row && (JSON.parse(String(row.content)) as JsonObject);
  }

  list({ kind, parent, statuses, newestFirst }: Query, after: Place | undefined, limit: number): StoredObject[] {
    const conditions = ['kind = ?'];
    const values: SQLInputValue[] = [kind];
    if (parent !== undefined) {
      conditions.push('parent = ?');
      values.push(parent);
    }
    if (statuses) {
      conditions.push('status IN (SELECT value FROM json_each(?))');
      values.push(JSON.stringify(statuses));
    }
    if (after) {
      conditions.push(`(at, seq) ${newestFirst ? '<' : '>'} (?, ?)`);
      values.push(after.at, after.seq);
    }
    const direction = newestFirst ? 'DESC' : 'ASC';
    const sql = `SELECT seq, at, content FROM objects WHERE ${conditions.join(' AND ')} ORDER BY at ${direction}, seq ${direction} LIMIT ?`;
    return this.#prepare(sql)
      .all(...values, limit)
      .map(stored);
  }

  /** Assignments of a HIT that are approved or rejected. */
  reviewedOfHIT(hitId: string): number {
    const found = this.#prepare(
      `SELECT count(*) AS number FROM objects WHERE kind = 'Assignment' AND parent = ? AND status IN ('Approved', 'Rejected')`,
    ).get(hitId);
    return Number(found?.number ?? 0);
  }

  /** Bonuses of all assignments of a HIT. */
  bonusesOfHIT(hitId: string, after: Place | undefined, limit: number): StoredObject[] {
    const from = `SELECT b.seq, b.at, b.content FROM objects AS a JOIN objects AS b ON b.kind = 'BonusPayment' AND b.parent = a.id
      WHERE a.kind = 'Assignment' AND a.parent = ?`;
    const values: SQLInputValue[] = after ? [hitId, after.at, after.seq] : [hitId];
    return this.#prepare(`${from} ${after ? 'AND (b.at, b.seq) > (?, ?)' : ''} ORDER BY b.at, b.seq LIMIT ?`)
      .all(...values, limit)
      .map(stored);
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function stored(row: Readonly<Record<string, unknown>>): StoredObject {
  return { seq: Number(row.seq), at: Number(row.at), content: JSON.parse(String(row.content)) as JsonObject };
}
