/**
 * What happened to a requester’s HITs and assignments on each Pacific day. Much of it could be told from no other table: a
 * returned assignment’s row is used again, and no row says when a HIT was deleted.
 */
import { number } from './columnReaders.ts';
import type { Sql } from './sqlite.ts';

const dailyCountColumns = [
  'accepted',
  'submitted',
  'approved',
  'rejected',
  'returned',
  'abandoned',
  'rewards',
  'reward_fees',
  'bonuses',
  'bonus_fees',
  'hits_created',
  'hits_completed',
  'available',
  'pending',
  'assignable',
  'reviewable',
  'reward_liability',
  'fee_liability',
] as const;
export type DailyCountColumn = (typeof dailyCountColumns)[number];

export const dailyCountTables = `
  CREATE TABLE daily_counts (
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    day INTEGER NOT NULL,
    ${dailyCountColumns.map(column => `${column} INTEGER NOT NULL`).join(',\n    ')},
    PRIMARY KEY (requester_id, day)
  ) WITHOUT ROWID;
  -- Since when days are counted, in ms; 0 in a database that counted them from its first HIT on.
  CREATE TABLE counting (since INTEGER NOT NULL);
`;

export type CountChange = Partial<Readonly<Record<DailyCountColumn, number>>>;

interface DayOfCounts {
  readonly day: number;
  readonly counts: Readonly<Record<DailyCountColumn, number>>;
}

/** Something that other tables date, by hour since 1970. */
interface HourOfCounts {
  readonly requesterId: number;
  readonly hour: number;
  readonly column: DailyCountColumn;
  readonly count: number;
}

export interface DailyCounts {
  add(requesterId: number, day: number, change: CountChange): void;
  list(requesterId: number): DayOfCounts[];
  /** Since when days are counted, in ms. */
  since(): number | undefined;
  begin(since: number): void;
  /** What other tables date of all that happened. */
  dated(): HourOfCounts[];
  /** Life to date, and levels as they are; without liabilities. */
  totals(
    requesterId: number,
  ): Readonly<Record<Exclude<DailyCountColumn, 'reward_liability' | 'fee_liability'>, number>>;
}

const hour = 3_600_000;

export function dailyCountsIn(sql: Sql): DailyCounts {
  return {
    add: (requesterId, day, change) => {
      sql.run(
        `INSERT INTO daily_counts (requester_id, day, ${dailyCountColumns.join(', ')})
         VALUES (?, ?, ${dailyCountColumns.map(() => '?').join(', ')})
         ON CONFLICT (requester_id, day) DO UPDATE SET
         ${dailyCountColumns.map(column => `${column} = ${column} + excluded.${column}`).join(', ')}`,
        requesterId,
        day,
        ...dailyCountColumns.map(column => change[column] ?? 0),
      );
    },
    list: requesterId =>
      sql.all('SELECT * FROM daily_counts WHERE requester_id = ? ORDER BY day', requesterId).map(row => ({
        day: number(row, 'day'),
        counts: Object.fromEntries(
          dailyCountColumns.map(column => [column, number(row, column)]),
        ) as DayOfCounts['counts'],
      })),
    since: () => {
      const row = sql.get('SELECT since FROM counting');
      return row && number(row, 'since');
    },
    begin: since => {
      sql.run('DELETE FROM counting');
      sql.run('INSERT INTO counting (since) VALUES (?)', since);
    },
    dated: () =>
      datedElsewhere.flatMap(({ column, query }) =>
        sql.all(query).map(row => ({
          requesterId: number(row, 'requester_id'),
          hour: number(row, 'hour'),
          column,
          count: number(row, 'count'),
        })),
      ),
    totals: requesterId => {
      const totals: Record<string, number> = {};
      for (const query of totalQueries) {
        const row = sql.get(query, requesterId);
        for (const [name, value] of Object.entries(row ?? {})) totals[name] = typeof value === 'number' ? value : 0;
      }
      return totals as ReturnType<DailyCounts['totals']>;
    },
  };
}

const ofAssignments = (column: DailyCountColumn, at: string, sign: '' | '-' = '', also = '') => ({
  column,
  query: `SELECT h.requester_id, ${at} / ${hour} AS hour, ${sign}count(*) AS count
    FROM assignments a JOIN hits h ON h.seq = a.hit_seq WHERE ${at} IS NOT NULL${also} GROUP BY h.requester_id, hour`,
});
const ofLedger = (column: DailyCountColumn, kind: string, sum: string) => ({
  column,
  query: `SELECT requester_id, at / ${hour} AS hour, ${sum} AS count FROM ledger
    WHERE kind = '${kind}' GROUP BY requester_id, hour`,
});

const reversed = ` AND a.status = 'Approved' AND a.rejection_time IS NOT NULL`;

const datedElsewhere: readonly { readonly column: DailyCountColumn; readonly query: string }[] = [
  ofAssignments('submitted', 'a.submit_time'),
  ofAssignments('pending', 'a.submit_time'),
  ofAssignments('rejected', 'a.rejection_time'),
  ofAssignments('pending', 'a.rejection_time', '-'),
  // A rejection that was reversed counts on the day of that, where it pays.
  ofAssignments('rejected', 'a.approval_time', '-', reversed),
  ofAssignments('pending', 'a.approval_time', '-', ` AND a.rejection_time IS NULL`),
  ofLedger('approved', 'reward', 'count(*)'),
  ofLedger('rewards', 'reward', 'sum(amount)'),
  ofLedger('reward_fees', 'reward', 'sum(fee)'),
  ofLedger('bonuses', 'bonus', 'sum(amount)'),
  ofLedger('bonus_fees', 'bonus', 'sum(fee)'),
  {
    column: 'hits_created',
    query: `SELECT requester_id, creation_time / ${hour} AS hour, count(*) AS count FROM hits
      GROUP BY requester_id, hour`,
  },
];

const totalQueries = [
  `SELECT coalesce(sum(accepted), 0) AS accepted, coalesce(sum(submitted), 0) AS submitted,
     coalesce(sum(approved), 0) AS approved, coalesce(sum(rejected), 0) AS rejected,
     coalesce(sum(returned), 0) AS returned, coalesce(sum(abandoned), 0) AS abandoned
   FROM worker_records WHERE requester_id = ?`,
  `SELECT coalesce(sum(amount), 0) AS rewards, coalesce(sum(fee), 0) AS reward_fees FROM ledger
   WHERE requester_id = ? AND kind = 'reward'`,
  `SELECT coalesce(sum(amount), 0) AS bonuses, coalesce(sum(fee), 0) AS bonus_fees FROM ledger
   WHERE requester_id = ? AND kind = 'bonus'`,
  `SELECT count(*) AS hits_created, coalesce(sum(status = 'Disposed'), 0) AS hits_completed,
     coalesce(sum(CASE WHEN status = 'Disposed' THEN 0 ELSE submitted END), 0) AS pending,
     coalesce(sum(status = 'Assignable'), 0) AS assignable, coalesce(sum(status = 'Reviewable'), 0) AS reviewable,
     coalesce(sum(CASE WHEN status = 'Assignable' AND expired = 0
       THEN max_assignments - pending - submitted - approved - rejected ELSE 0 END), 0) AS available
   FROM hits WHERE requester_id = ?`,
];
