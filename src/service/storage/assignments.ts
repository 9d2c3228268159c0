/** Assignments and bonus payments in SQL. */
import type { AssignmentStatus } from '../states/assignment.ts';
import { money, number, optionalNumber, optionalText, text } from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';
import type { AssignmentKey, Assignments, Bonuses } from './store.ts';
import type { Assignment, BonusPayment } from './tableRows.ts';

const selection = `SELECT a.*, h.id AS hit_id, h.requester_id FROM assignments a JOIN hits h ON h.seq = a.hit_seq`;
const firstKey: AssignmentKey = { submitTime: -1, seq: -1 };

export function assignmentsIn(sql: Sql): Assignments {
  const one = (condition: string, ...parameters: (string | number)[]): Assignment | undefined => {
    const row = sql.get(`${selection} WHERE ${condition}`, ...parameters);
    return row && readAssignment(row);
  };
  const bySeq = (seq: number): Assignment | undefined => one('a.seq = ?', seq);
  return {
    bySeq,
    get: id => one('a.id = ?', id),
    add: assignment => {
      const seq = sql.run(
        `INSERT INTO assignments (id, hit_seq, worker_id, status, accept_time, deadline, submit_time, auto_approval_time,
           approval_time, rejection_time, answer, feedback) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        assignment.id,
        assignment.hitSeq,
        assignment.workerId,
        ...stateParameters(assignment),
      );
      const added = bySeq(seq);
      if (!added) throw new Error('an assignment vanished while it was added');
      return added;
    },
    save: assignment => {
      sql.run(
        `UPDATE assignments SET worker_id = ?, status = ?, accept_time = ?, deadline = ?, submit_time = ?,
           auto_approval_time = ?, approval_time = ?, rejection_time = ?, answer = ?, feedback = ? WHERE seq = ?`,
        assignment.workerId,
        ...stateParameters(assignment),
        assignment.seq,
      );
    },
    held: (hitSeq, workerId) =>
      one(
        `a.hit_seq = ? AND a.worker_id = ? AND a.status IN ('Accepted', 'Submitted', 'Approved', 'Rejected')`,
        hitSeq,
        workerId,
      ),
    vacant: hitSeq => one(`a.hit_seq = ? AND a.status IN ('Returned', 'Abandoned') ORDER BY a.seq LIMIT 1`, hitSeq),
    list: (hitSeq, statuses, after = firstKey, limit) => {
      // The literal condition lets SQLite use the index of what is pending review.
      const condition =
        statuses.length === 1 && statuses[0] === 'Submitted'
          ? `a.status = 'Submitted'`
          : `a.submit_time IS NOT NULL AND a.status IN (${statuses.map(() => '?').join(', ')})`;
      const parameters = condition.includes('?') ? statuses : [];
      return sql
        .all(
          `${selection} WHERE a.hit_seq = ? AND ${condition} AND (a.submit_time, a.seq) > (?, ?)
           ORDER BY a.submit_time, a.seq LIMIT ?`,
          hitSeq,
          ...parameters,
          after.submitTime,
          after.seq,
          limit,
        )
        .map(readAssignment);
    },
  };
}

export function bonusesIn(sql: Sql): Bonuses {
  return {
    add: bonus => {
      sql.run(
        `INSERT INTO bonuses (hit_seq, assignment_id, worker_id, amount, fee, reason, grant_time)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        bonus.hitSeq,
        bonus.assignmentId,
        bonus.workerId,
        bonus.amount,
        bonus.fee,
        bonus.reason,
        bonus.grantTime,
      );
    },
    list: (of, after = 0, limit) => {
      const [column, key] = 'hitSeq' in of ? ['hit_seq', of.hitSeq] : ['assignment_id', of.assignmentId];
      return sql
        .all(`SELECT * FROM bonuses WHERE ${column} = ? AND seq > ? ORDER BY seq LIMIT ?`, key, after, limit)
        .map(readBonus);
    },
  };
}

function stateParameters(assignment: Omit<Assignment, 'seq' | 'hitId' | 'requesterId'>) {
  return [
    assignment.status,
    assignment.acceptTime,
    assignment.deadline,
    assignment.submitTime,
    assignment.autoApprovalTime,
    assignment.approvalTime,
    assignment.rejectionTime,
    assignment.answer,
    assignment.feedback,
  ] as const;
}

export function readAssignment(row: Row): Assignment {
  return {
    seq: number(row, 'seq'),
    id: text(row, 'id'),
    hitSeq: number(row, 'hit_seq'),
    hitId: text(row, 'hit_id'),
    requesterId: number(row, 'requester_id'),
    workerId: text(row, 'worker_id'),
    status: text(row, 'status') as AssignmentStatus,
    acceptTime: number(row, 'accept_time'),
    deadline: number(row, 'deadline'),
    submitTime: optionalNumber(row, 'submit_time'),
    autoApprovalTime: optionalNumber(row, 'auto_approval_time'),
    approvalTime: optionalNumber(row, 'approval_time'),
    rejectionTime: optionalNumber(row, 'rejection_time'),
    answer: optionalText(row, 'answer'),
    feedback: optionalText(row, 'feedback'),
  };
}

function readBonus(row: Row): BonusPayment {
  return {
    seq: number(row, 'seq'),
    assignmentId: text(row, 'assignment_id'),
    workerId: text(row, 'worker_id'),
    amount: money(row, 'amount'),
    reason: text(row, 'reason'),
    grantTime: number(row, 'grant_time'),
  };
}
