/** What the worker site asks of the store: listings across requesters, from a worker's side. */
import { randomBytes } from 'node:crypto';
import { cents } from '../../mturk/money.ts';
import { readAssignment } from './assignments.ts';
import { money, number, text } from './columnReaders.ts';
import { hitColumns, hits, readHIT, readType, typeColumns } from './hits.ts';
import type { GroupSort, SiteQueries, WorkerAssignment } from './siteQueries.ts';
import type { Row, Sql } from './sqlite.ts';

/** More than this many HITs are shown as "1,000 or more", so that no page counts a million rows. */
export const countLimit = 1000;

const orders: Readonly<Record<GroupSort, string>> = {
  newest: 't.rowid DESC',
  reward: 't.reward DESC, t.rowid DESC',
  time: 't.assignment_duration, t.rowid DESC',
  title: 't.title COLLATE NOCASE, t.rowid DESC',
};

const isOpen = `h.status = 'Assignable'`;
const workerSelection = `SELECT a.*, h.id AS hit_id, h.requester_id, t.title, t.group_id, t.reward
  FROM assignments a JOIN hits h ON h.seq = a.hit_seq JOIN hit_types t ON t.id = h.type_id`;

export function siteIn(sql: Sql): SiteQueries {
  const openHITs = (typeId: string): number =>
    number(
      sql.get(
        `SELECT count(*) AS hits FROM (SELECT 1 FROM hits h WHERE ${isOpen} AND h.type_id = ? LIMIT ${countLimit})`,
        typeId,
      ) ?? {},
      'hits',
    );
  return {
    key: () => {
      const row = sql.get('SELECT key FROM site_keys');
      if (row) return Buffer.from(text(row, 'key'), 'base64url');
      const key = randomBytes(32);
      sql.run('INSERT INTO site_keys (key) VALUES (?)', key.toString('base64url'));
      return key;
    },
    openHITs,
    openGroups: (search, sort, offset, limit) => {
      const words = search.map(
        () => `AND (t.title || ' ' || t.description || ' ' || coalesce(t.keywords, '')) LIKE ? ESCAPE '\\'`,
      );
      return sql
        .all(
          `SELECT ${typeColumns} FROM hit_types t
           WHERE EXISTS (SELECT 1 FROM hits h WHERE ${isOpen} AND h.type_id = t.id) ${words.join(' ')}
           ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`,
          ...search.map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
          limit,
          offset,
        )
        .map(readType)
        .map(type => ({ type, hits: openHITs(type.id) }));
    },
    group: id => {
      const row =
        sql.get(`SELECT ${typeColumns} FROM hit_types t WHERE t.id = ?`, id) ??
        sql.get(`SELECT ${typeColumns} FROM hit_types t WHERE t.group_id = ?`, id);
      return row && readType(row);
    },
    nextHIT: (typeId, workerId, after) => {
      const row = sql.get(
        `SELECT ${hitColumns} FROM ${hits} WHERE ${isOpen} AND h.type_id = ? AND h.seq > ? AND NOT EXISTS (
           SELECT 1 FROM assignments a WHERE a.hit_seq = h.seq AND a.worker_id = ?
             AND a.status IN ('Accepted', 'Submitted', 'Approved', 'Rejected'))
         ORDER BY h.seq LIMIT 1`,
        typeId,
        after,
        workerId ?? '',
      );
      return row && readHIT(row);
    },
    running: workerId =>
      sql
        .all(
          `${workerSelection} WHERE a.worker_id = ? AND a.status = 'Accepted' ORDER BY a.deadline LIMIT 200`,
          workerId,
        )
        .map(readWorkerAssignment),
    submitted: (workerId, before, limit) =>
      sql
        .all(
          `${workerSelection} WHERE a.worker_id = ? AND (a.accept_time, a.seq) < (?, ?)
             AND a.status IN ('Submitted', 'Approved', 'Rejected')
           ORDER BY a.accept_time DESC, a.seq DESC LIMIT ?`,
          workerId,
          before?.acceptTime ?? Number.MAX_SAFE_INTEGER,
          before?.seq ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(readWorkerAssignment),
    bonuses: (workerId, assignmentId) =>
      sql
        .all(
          // The plus keeps SQLite to the index of the assignment's few bonuses.
          'SELECT * FROM bonuses WHERE assignment_id = ? AND +worker_id = ? ORDER BY seq LIMIT 100',
          assignmentId,
          workerId,
        )
        .map(row => ({
          assignmentId: text(row, 'assignment_id'),
          amount: money(row, 'amount'),
          reason: text(row, 'reason'),
          grantTime: number(row, 'grant_time'),
        })),
    earnings: workerId => {
      const work = sql.all(
        `SELECT a.status, count(*) AS assignments, sum(t.reward) AS reward
         FROM assignments a JOIN hits h ON h.seq = a.hit_seq JOIN hit_types t ON t.id = h.type_id
         WHERE a.worker_id = ? AND a.status IN ('Submitted', 'Approved', 'Rejected') GROUP BY a.status`,
        workerId,
      );
      const of = (status: string) => work.find(row => text(row, 'status') === status);
      const count = (row: Row | undefined) => (row ? number(row, 'assignments') : 0);
      const sum = (row: Row | undefined) => (row ? money(row, 'reward') : cents(0));
      const bonuses = sql.get('SELECT coalesce(sum(amount), 0) AS reward FROM bonuses WHERE worker_id = ?', workerId);
      return {
        submitted: count(of('Submitted')),
        approved: count(of('Approved')),
        rejected: count(of('Rejected')),
        earned: sum(of('Approved')),
        unreviewed: sum(of('Submitted')),
        bonuses: sum(bonuses),
      };
    },
  };
}

function readWorkerAssignment(row: Row): WorkerAssignment {
  return {
    ...readAssignment(row),
    title: text(row, 'title'),
    groupId: text(row, 'group_id'),
    reward: money(row, 'reward'),
  };
}
