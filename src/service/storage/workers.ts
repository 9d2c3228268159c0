/** Workers, blocks and messages in SQL. */
import { flag, number, optionalText, text } from './columnReaders.ts';
import type { Worker, WorkerBlock, WorkerMessage, WorkRecord } from './peopleRows.ts';
import type { WorkerBlocks, WorkerMessages, Workers } from './peopleStore.ts';
import type { Row, Sql } from './sqlite.ts';

const steps = ['accepted', 'submitted', 'approved', 'rejected', 'returned', 'abandoned'] as const;
const stepColumns = steps.join(', ');
/** Not a requester's id: work from before this service. */
const history = 0;

export function workersIn(sql: Sql): Workers {
  return {
    get: id => {
      const row = sql.get('SELECT * FROM workers WHERE id = ?', id);
      return row && readWorker(row);
    },
    save: worker => {
      sql.run(
        `INSERT INTO workers (id, country, subdivision, adult, masters, created) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET country = excluded.country, subdivision = excluded.subdivision,
           adult = excluded.adult, masters = excluded.masters`,
        worker.id,
        worker.locale?.country,
        worker.locale?.subdivision,
        Number(worker.adult),
        Number(worker.masters),
        worker.created,
      );
    },
    list: (after = '', limit) =>
      sql.all('SELECT * FROM workers WHERE id > ? ORDER BY id LIMIT ?', after, limit).map(readWorker),
    count: (workerId, requesterId, counted) => {
      sql.run(
        `INSERT INTO worker_records (worker_id, requester_id, ${stepColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (worker_id, requester_id) DO UPDATE SET
         ${steps.map(step => `${step} = ${step} + excluded.${step}`).join(', ')}`,
        workerId,
        requesterId,
        ...steps.map(step => counted[step] ?? 0),
      );
    },
    record: (workerId, requesterId) => {
      const sums = steps.map(step => `coalesce(sum(${step}), 0) AS ${step}`).join(', ');
      const row =
        requesterId === undefined
          ? sql.get(`SELECT ${sums} FROM worker_records WHERE worker_id = ?`, workerId)
          : sql.get(
              `SELECT ${sums} FROM worker_records WHERE worker_id = ? AND requester_id = ?`,
              workerId,
              requesterId,
            );
      if (!row) throw new Error('a sum without a row');
      return readRecord(row);
    },
    setHistory: (workerId, record) => {
      sql.run(
        `INSERT OR REPLACE INTO worker_records (worker_id, requester_id, ${stepColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        workerId,
        history,
        ...steps.map(step => record[step]),
      );
    },
  };
}

export function workerBlocksIn(sql: Sql): WorkerBlocks {
  return {
    find: (requesterId, workerId) => {
      const row = sql.get(
        'SELECT * FROM worker_blocks WHERE requester_id = ? AND worker_id = ?',
        requesterId,
        workerId,
      );
      return row && readBlock(row);
    },
    save: (requesterId, workerId, reason) => {
      sql.run(
        `INSERT INTO worker_blocks (requester_id, worker_id, reason) VALUES (?, ?, ?)
         ON CONFLICT (requester_id, worker_id) DO UPDATE SET reason = excluded.reason`,
        requesterId,
        workerId,
        reason,
      );
    },
    remove: (requesterId, workerId) => {
      sql.run('DELETE FROM worker_blocks WHERE requester_id = ? AND worker_id = ?', requesterId, workerId);
    },
    list: (requesterId, after = 0, limit) =>
      sql
        .all(
          'SELECT * FROM worker_blocks WHERE requester_id = ? AND seq > ? ORDER BY seq LIMIT ?',
          requesterId,
          after,
          limit,
        )
        .map(readBlock),
  };
}

export function workerMessagesIn(sql: Sql): WorkerMessages {
  return {
    add: message => {
      sql.run(
        'INSERT INTO worker_messages (worker_id, requester_id, subject, text, sent) VALUES (?, ?, ?, ?, ?)',
        message.workerId,
        message.requesterId,
        message.subject,
        message.text,
        message.sent,
      );
    },
    list: (workerId, before = Number.MAX_SAFE_INTEGER, limit) =>
      sql
        .all(
          'SELECT * FROM worker_messages WHERE worker_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
          workerId,
          before,
          limit,
        )
        .map(readMessage),
  };
}

function readWorker(row: Row): Worker {
  const country = optionalText(row, 'country');
  const subdivision = optionalText(row, 'subdivision');
  return {
    id: text(row, 'id'),
    locale: country === undefined ? undefined : { country, ...(subdivision === undefined ? {} : { subdivision }) },
    adult: flag(row, 'adult'),
    masters: flag(row, 'masters'),
    created: number(row, 'created'),
  };
}

function readRecord(row: Row): WorkRecord {
  return {
    accepted: number(row, 'accepted'),
    submitted: number(row, 'submitted'),
    approved: number(row, 'approved'),
    rejected: number(row, 'rejected'),
    returned: number(row, 'returned'),
    abandoned: number(row, 'abandoned'),
  };
}

function readBlock(row: Row): WorkerBlock {
  return { seq: number(row, 'seq'), workerId: text(row, 'worker_id'), reason: text(row, 'reason') };
}

function readMessage(row: Row): WorkerMessage {
  return {
    seq: number(row, 'seq'),
    workerId: text(row, 'worker_id'),
    requesterId: number(row, 'requester_id'),
    subject: text(row, 'subject'),
    text: text(row, 'text'),
    sent: number(row, 'sent'),
  };
}
