/** What review policies found and did, in SQL. */
import { json, number, text } from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';

export const reviewTables = `
  CREATE TABLE review_records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    hit_seq INTEGER NOT NULL REFERENCES hits (seq),
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL
  );
  CREATE INDEX review_records_listed ON review_records (hit_seq, level, kind, seq);
`;

export type PolicyLevel = 'Assignment' | 'HIT';
type SubjectType = 'Assignment' | 'HIT';

/** Something a policy found out. */
export interface ReviewResult {
  readonly subjectId: string;
  readonly subjectType: SubjectType;
  readonly questionId?: string;
  readonly key: string;
  readonly value: string;
}

/** Something a policy did, or could not do. */
export interface ReviewAction {
  readonly name: 'Approve' | 'Reject' | 'Extend';
  readonly targetId: string;
  readonly targetType: SubjectType;
  readonly status: 'Succeeded' | 'Failed';
  readonly result: string;
  /** Only of what failed. */
  readonly errorCode?: string;
}

type ReviewRecord = { readonly level: PolicyLevel } & (
  | { readonly kind: 'result'; readonly record: ReviewResult }
  | { readonly kind: 'action'; readonly record: ReviewAction }
);
export type ReviewKind = ReviewRecord['kind'];

export type StoredReviewRecord = ReviewRecord & {
  readonly seq: number;
  readonly id: string;
  /** ms */
  readonly at: number;
};

export interface Reviews {
  add(hitSeq: number, id: string, at: number, record: ReviewRecord): void;
  /** Of these levels and kinds, in the order in which they arose. */
  list(
    hitSeq: number,
    levels: readonly PolicyLevel[],
    kinds: readonly ReviewKind[],
    after: number,
    limit: number,
  ): StoredReviewRecord[];
}

export function reviewsIn(sql: Sql): Reviews {
  return {
    add: (hitSeq, id, at, { level, kind, record }) => {
      sql.run(
        'INSERT INTO review_records (hit_seq, id, at, level, kind, record) VALUES (?, ?, ?, ?, ?, ?)',
        hitSeq,
        id,
        at,
        level,
        kind,
        JSON.stringify(record),
      );
    },
    list: (hitSeq, levels, kinds, after, limit) =>
      levels
        .flatMap(level => kinds.map(kind => [level, kind] as const))
        .flatMap(([level, kind]) =>
          sql.all(
            `SELECT * FROM review_records WHERE hit_seq = ? AND level = ? AND kind = ? AND seq > ? ORDER BY seq LIMIT ?`,
            hitSeq,
            level,
            kind,
            after,
            limit,
          ),
        )
        .map(readRecord)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
  };
}

function readRecord(row: Row): StoredReviewRecord {
  const stored = { seq: number(row, 'seq'), id: text(row, 'id'), at: number(row, 'at') };
  const level = text(row, 'level') as PolicyLevel;
  return text(row, 'kind') === 'result'
    ? { ...stored, level, kind: 'result', record: json<ReviewResult>(row, 'record') }
    : { ...stored, level, kind: 'action', record: json<ReviewAction>(row, 'record') };
}
