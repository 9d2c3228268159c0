/** Qualifications and the requests for them in SQL. */
import { number, optionalNumber, optionalText, text } from './columnReaders.ts';
import type { Qualification, QualificationRequest, RequestStatus } from './peopleRows.ts';
import type { QualificationRequests, Qualifications } from './peopleStore.ts';
import type { Row, Sql } from './sqlite.ts';

const last = Number.MAX_SAFE_INTEGER;

export function qualificationsIn(sql: Sql): Qualifications {
  return {
    find: (typeId, workerId) => {
      const row = sql.get('SELECT * FROM qualifications WHERE type_id = ? AND worker_id = ?', typeId, workerId);
      return row && readQualification(row);
    },
    save: qualification => {
      sql.run(
        `INSERT INTO qualifications (type_id, worker_id, status, value, grant_time, reason) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (type_id, worker_id) DO UPDATE SET status = excluded.status, value = excluded.value,
           grant_time = excluded.grant_time, reason = excluded.reason`,
        qualification.typeId,
        qualification.workerId,
        qualification.status,
        qualification.value,
        qualification.grantTime,
        qualification.reason,
      );
    },
    list: (typeId, status, after = 0, limit) =>
      sql
        .all(
          'SELECT * FROM qualifications WHERE type_id = ? AND status = ? AND seq > ? ORDER BY seq LIMIT ?',
          typeId,
          status,
          after,
          limit,
        )
        .map(readQualification),
    ofWorker: (workerId, before = last, limit) =>
      sql
        .all(
          'SELECT * FROM qualifications WHERE worker_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
          workerId,
          before,
          limit,
        )
        .map(readQualification),
  };
}

export function qualificationRequestsIn(sql: Sql): QualificationRequests {
  const one = (condition: string, ...parameters: string[]): QualificationRequest | undefined => {
    const row = sql.get(`SELECT * FROM qualification_requests WHERE ${condition}`, ...parameters);
    return row && readRequest(row);
  };
  return {
    get: id => one('id = ?', id),
    latest: (typeId, workerId) => one('type_id = ? AND worker_id = ? ORDER BY seq DESC LIMIT 1', typeId, workerId),
    add: request => {
      sql.run(
        `INSERT INTO qualification_requests (id, requester_id, type_id, worker_id, test, start_time, status, submit_time,
           answer, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        request.id,
        request.requesterId,
        request.typeId,
        request.workerId,
        request.test,
        request.startTime,
        ...changeable(request),
      );
    },
    save: request => {
      sql.run(
        'UPDATE qualification_requests SET status = ?, submit_time = ?, answer = ?, reason = ? WHERE id = ?',
        ...changeable(request),
        request.id,
      );
    },
    listPending: (of, after = 0, limit) => {
      const [column, key] = 'typeId' in of ? ['type_id', of.typeId] : ['requester_id', of.requesterId];
      return sql
        .all(
          `SELECT * FROM qualification_requests WHERE ${column} = ? AND status = 'Pending' AND seq > ?
           ORDER BY seq LIMIT ?`,
          key,
          after,
          limit,
        )
        .map(readRequest);
    },
    ofWorker: (workerId, before = last, limit) =>
      sql
        .all(
          'SELECT * FROM qualification_requests WHERE worker_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
          workerId,
          before,
          limit,
        )
        .map(readRequest),
    rejectPending: (typeId, reason) => {
      sql.run(
        `UPDATE qualification_requests SET status = 'Rejected', reason = ? WHERE type_id = ? AND status = 'Pending'`,
        reason,
        typeId,
      );
    },
  };
}

function changeable(request: Omit<QualificationRequest, 'seq'>) {
  return [request.status, request.submitTime, request.answer, request.reason] as const;
}

function readQualification(row: Row): Qualification {
  return {
    seq: number(row, 'seq'),
    typeId: text(row, 'type_id'),
    workerId: text(row, 'worker_id'),
    status: text(row, 'status') as Qualification['status'],
    value: number(row, 'value'),
    grantTime: number(row, 'grant_time'),
    reason: optionalText(row, 'reason'),
  };
}

function readRequest(row: Row): QualificationRequest {
  return {
    seq: number(row, 'seq'),
    id: text(row, 'id'),
    requesterId: number(row, 'requester_id'),
    typeId: text(row, 'type_id'),
    workerId: text(row, 'worker_id'),
    status: text(row, 'status') as RequestStatus,
    test: optionalText(row, 'test'),
    startTime: number(row, 'start_time'),
    submitTime: optionalNumber(row, 'submit_time'),
    answer: optionalText(row, 'answer'),
    reason: optionalText(row, 'reason'),
  };
}
