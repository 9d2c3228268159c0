/** Opens the store: the SQLite file, or one in memory. */
import type { ClockState } from '../clock.ts';
import { disposalDelay } from '../states/hit.ts';
import { assignmentsIn, bonusesIn } from './assignments.ts';
import { number, text } from './columnReaders.ts';
import { dailyCountsIn } from './dailyCounts.ts';
import { hitsIn, hitTypesIn } from './hits.ts';
import { layoutsIn } from './layouts.ts';
import { moneyIn } from './money.ts';
import { messagesIn, notificationsIn } from './notifications.ts';
import { qualificationRequestsIn, qualificationsIn } from './qualifications.ts';
import { qualificationTypesIn } from './qualificationTypes.ts';
import { reviewsIn } from './reviews.ts';
import { migrate, stateTables } from './schema.ts';
import { simulationsIn } from './simulations.ts';
import { siteIn } from './siteTables.ts';
import { snapshots } from './snapshot.ts';
import { DatabaseRefusal, isDamage, openSql, type Row, type Sql } from './sqlite.ts';
import type { Requesters, Store, Tokens } from './store.ts';
import type { DueEvent, DueKind, Requester } from './tableRows.ts';
import { isPristine, replaceState } from './transfer.ts';
import { workerBlocksIn, workerMessagesIn, workersIn } from './workers.ts';

/** Opens or creates a database file; without a file, one that lives in memory. Throws DatabaseRefusal. */
export function openStore(file: string | undefined): Store {
  const sql = openSql(file);
  try {
    migrate(sql, file ?? ':memory:');
  } catch (error) {
    const damage = isDamage(error) ? damageOf(sql, file ?? ':memory:') : error;
    sql.close();
    throw damage;
  }
  return {
    requesters: requestersIn(sql),
    hitTypes: hitTypesIn(sql),
    hits: hitsIn(sql),
    assignments: assignmentsIn(sql),
    bonuses: bonusesIn(sql),
    money: moneyIn(sql),
    dailyCounts: dailyCountsIn(sql),
    reviews: reviewsIn(sql),
    notifications: notificationsIn(sql),
    messages: messagesIn(sql),
    simulations: simulationsIn(sql),
    tokens: tokensIn(sql),
    site: siteIn(sql),
    workers: workersIn(sql),
    workerBlocks: workerBlocksIn(sql),
    workerMessages: workerMessagesIn(sql),
    qualificationTypes: qualificationTypesIn(sql),
    qualifications: qualificationsIn(sql),
    qualificationRequests: qualificationRequestsIn(sql),
    layouts: layoutsIn(sql),
    nextDue: without => nextDue(sql, without),
    readClock: () => {
      const row = sql.get(`SELECT value FROM settings WHERE name = 'clock'`);
      return row && (JSON.parse(text(row, 'value')) as ClockState);
    },
    saveClock: state => {
      sql.run(
        `INSERT INTO settings (name, value) VALUES ('clock', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(state),
      );
    },
    readDataSet: () => {
      const row = sql.get('SELECT id FROM data_sets');
      return row && text(row, 'id');
    },
    saveDataSet: id => {
      sql.run('DELETE FROM data_sets');
      sql.run('INSERT INTO data_sets (id) VALUES (?)', id);
    },
    totals: () => {
      const made = (table: string): number => {
        const row = sql.get('SELECT seq FROM sqlite_sequence WHERE name = ?', table);
        return row ? number(row, 'seq') : 0;
      };
      const pages = Number(sql.get('PRAGMA page_count')?.page_count);
      return {
        hits: made('hits'),
        assignments: made('assignments'),
        bonuses: made('bonuses'),
        bytes: pages * Number(sql.get('PRAGMA page_size')?.page_size),
      };
    },
    isEmpty: () => sql.get('SELECT 1 FROM hits LIMIT 1') === undefined,
    clear: () => {
      for (const table of stateTables) sql.run(`DELETE FROM ${table}`);
    },
    isPristine: () => isPristine(sql),
    replaceState: rows => replaceState(sql, rows),
    damage: error => (isDamage(error) ? damageOf(sql, file ?? ':memory:') : undefined),
    snapshot: snapshots(sql, file),
    transaction: work => sql.transaction(work),
    savepoint: work => sql.savepoint(work),
    close: () => sql.close(),
  };
}

/** What SQLite's own check finds. */
function damageOf(sql: Sql, file: string): DatabaseRefusal {
  let found: string;
  try {
    // One line each; the first is the name of the database.
    const lines = sql.all('PRAGMA integrity_check(3)').flatMap(row => String(row.integrity_check).split('\n'));
    found = lines
      .filter(line => line !== 'ok' && !line.startsWith('***'))
      .slice(0, 3)
      .join('; ');
  } catch (error) {
    found = error instanceof Error ? error.message : String(error);
  }
  return new DatabaseRefusal('damaged', `${file} is damaged${found ? `: ${found}` : ''}.`);
}

function requestersIn(sql: Sql): Requesters {
  const one = (condition: string, parameter: string | number): Requester | undefined => {
    const row = sql.get(`SELECT * FROM requesters WHERE ${condition}`, parameter);
    return row && readRequester(row);
  };
  const byAccessKey = (accessKeyId: string): Requester | undefined => one('access_key_id = ?', accessKeyId);
  return {
    get: id => one('id = ?', id),
    byAccessKey,
    save: (accessKeyId, secretAccessKey, customerId) => {
      sql.run(
        `INSERT INTO requesters (access_key_id, secret_access_key, customer_id) VALUES (?, ?, ?)
         ON CONFLICT (access_key_id) DO UPDATE SET secret_access_key = excluded.secret_access_key`,
        accessKeyId,
        secretAccessKey,
        customerId,
      );
      const saved = byAccessKey(accessKeyId);
      if (!saved) throw new Error('a requester vanished while it was saved');
      return saved;
    },
  };
}

function readRequester(row: Row): Requester {
  return {
    id: number(row, 'id'),
    accessKeyId: text(row, 'access_key_id'),
    secretAccessKey: text(row, 'secret_access_key'),
    customerId: text(row, 'customer_id'),
  };
}

function tokensIn(sql: Sql): Tokens {
  return {
    find: (requesterId, scope, token) => {
      const row = sql.get(
        'SELECT result FROM request_tokens WHERE requester_id = ? AND scope = ? AND token = ?',
        requesterId,
        scope,
        token,
      );
      return row && text(row, 'result');
    },
    add: (requesterId, scope, token, result, expires) => {
      sql.run(
        'INSERT INTO request_tokens (requester_id, scope, token, result, expires) VALUES (?, ?, ?, ?, ?)',
        requesterId,
        scope,
        token,
        result,
        expires,
      );
    },
    forget: seq => {
      sql.run('DELETE FROM request_tokens WHERE seq = ?', seq);
    },
  };
}

interface DueQuery {
  readonly kind: DueKind;
  readonly from: string;
  readonly where: string;
  /** The column of the time. */
  readonly at: string;
  /** What else orders events of this kind that fall due at the same time. */
  readonly tie?: string;
  readonly delay: number;
}

/** One look into one index each; of events at the same instant, the one that is first here comes first. */
const dueQueries: readonly DueQuery[] = [
  { kind: 'abandon', from: 'assignments', where: `status = 'Accepted'`, at: 'deadline', delay: 0 },
  { kind: 'approve', from: 'assignments', where: `status = 'Submitted'`, at: 'auto_approval_time', delay: 0 },
  { kind: 'expire', from: 'hits', where: `expired = 0 AND status <> 'Disposed'`, at: 'expiration', delay: 0 },
  {
    kind: 'dispose',
    from: 'hits',
    where: `status IN ('Reviewable', 'Reviewing')`,
    at: 'reviewable_since',
    delay: disposalDelay,
  },
  { kind: 'disposeQualificationType', from: 'qualification_types', where: 'due IS NOT NULL', at: 'due', delay: 0 },
  { kind: 'wakeMessage', from: 'messages', where: `state = 'waiting'`, at: 'next_attempt', delay: 0 },
  { kind: 'simulate', from: 'simulation_steps', where: 'true', at: 'at', tie: 'seq', delay: 0 },
  { kind: 'forgetToken', from: 'request_tokens', where: 'true', at: 'expires', delay: 0 },
];

/** The whole query, and the one that leaves out a JSON array of seqs. */
const dueSql = new Map(
  dueQueries.map(({ kind, from, where, at, tie }) => {
    const query = (condition: string): string =>
      `SELECT seq, ${at} AS at FROM ${from} WHERE ${condition} ORDER BY ${tie === undefined ? at : `${at}, ${tie}`} LIMIT 1`;
    return [
      kind,
      { all: query(where), some: query(`${where} AND seq NOT IN (SELECT value FROM json_each(?))`) },
    ] as const;
  }),
);

function nextDue(sql: Sql, without?: ReadonlyMap<DueKind, readonly number[]>): DueEvent | undefined {
  let next: DueEvent | undefined;
  for (const { kind, delay } of dueQueries) {
    const query = dueSql.get(kind);
    if (!query) continue;
    const left = without?.get(kind);
    const row = left ? sql.get(query.some, JSON.stringify(left)) : sql.get(query.all);
    if (!row) continue;
    const at = number(row, 'at') + delay;
    if (!next || at < next.at) next = { at, kind, seq: number(row, 'seq') };
  }
  return next;
}
