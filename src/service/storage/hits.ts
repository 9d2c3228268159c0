/** HIT types and HITs in SQL. */
import { createHash } from 'node:crypto';
import type { HITStatus } from '../states/hit.ts';
import {
  flag,
  json,
  money,
  number,
  optionalJson,
  optionalNumber,
  optionalText,
  text,
  toJson,
} from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';
import type { HITTypes, Hits } from './store.ts';
import type { HIT, HITContent, HITType, HITTypeProperties, HITWithContent } from './tableRows.ts';

export const typeColumns = `t.id AS type_id, t.group_id, t.requester_id AS type_requester_id, t.title, t.description, t.keywords,
  t.reward, t.assignment_duration, t.auto_approval_delay, t.qualification_requirements`;
export const hitColumns = `h.seq, h.id, h.requester_id, h.creation_time, h.initial_max_assignments, h.max_assignments, h.status,
  h.pending, h.submitted, h.approved, h.rejected, h.expired, h.expiration, h.reviewable_since, ${typeColumns}`;
const contentColumns = 'c.question, c.layout_id, c.annotation, c.assignment_review_policy, c.hit_review_policy';
export const hits = 'hits h JOIN hit_types t ON t.id = h.type_id';
const hitsWithContent = `${hits} JOIN hit_contents c ON c.hit_seq = h.seq`;

const pageSize = 200;
const openHITs = `SELECT ${hitColumns} FROM ${hits} WHERE h.status = 'Assignable'`;
const livingHITs = `SELECT ${hitColumns} FROM ${hits} WHERE h.requester_id = ? AND h.status <> 'Disposed'`;

/** HITs page by page, so that a caller who stops early has read little. */
function* pages(read: (after: number) => Row[]): Iterable<HIT> {
  for (let page = read(0).map(readHIT), last = page.at(-1); last; last = page.at(-1)) {
    yield* page;
    page = read(last.seq).map(readHIT);
  }
}

export function hitTypesIn(sql: Sql): HITTypes {
  const get = (id: string): HITType | undefined => {
    const row = sql.get(`SELECT ${typeColumns} FROM hit_types t WHERE t.id = ? AND t.removed = 0`, id);
    return row && readType(row);
  };
  return {
    get,
    find: (requesterId, properties) => {
      const row = sql.get(
        `SELECT ${typeColumns} FROM hit_types t WHERE t.requester_id = ? AND t.fingerprint = ? AND t.removed = 0`,
        requesterId,
        fingerprint(properties),
      );
      return row && readType(row);
    },
    add: (id, groupId, requesterId, properties, now) => {
      sql.run(
        `INSERT INTO hit_types (id, group_id, requester_id, fingerprint, title, description, keywords, reward,
           assignment_duration, auto_approval_delay, qualification_requirements, creation_time)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        groupId,
        requesterId,
        fingerprint(properties),
        properties.title,
        properties.description,
        properties.keywords,
        properties.reward,
        properties.assignmentDuration,
        properties.autoApprovalDelay,
        JSON.stringify(properties.qualificationRequirements),
        now,
      );
      return { ...properties, id, groupId, requesterId };
    },
    removeRequiring: qualificationTypeId => {
      sql.run(
        'UPDATE hit_types SET removed = 1 WHERE removed = 0 AND instr(qualification_requirements, ?) > 0',
        JSON.stringify(qualificationTypeId),
      );
    },
  };
}

export function hitsIn(sql: Sql): Hits {
  const get = (id: string): HITWithContent | undefined => {
    const row = sql.get(`SELECT ${hitColumns}, ${contentColumns} FROM ${hitsWithContent} WHERE h.id = ?`, id);
    return row && readHITWithContent(row);
  };
  const link = (hitSeq: number, type: HITType): void => {
    for (const id of requiredBy(type))
      sql.run(
        'INSERT INTO hit_requirements (qualification_type_id, requester_id, hit_seq) VALUES (?, ?, ?)',
        id,
        type.requesterId,
        hitSeq,
      );
  };
  const unlink = (hitSeq: number, type: HITType): void => {
    for (const id of requiredBy(type))
      sql.run(
        'DELETE FROM hit_requirements WHERE qualification_type_id = ? AND requester_id = ? AND hit_seq = ?',
        id,
        type.requesterId,
        hitSeq,
      );
  };
  return {
    get,
    add: ({ id, requesterId, type, creationTime, content, state }) => {
      const seq = sql.run(
        `INSERT INTO hits (id, requester_id, type_id, creation_time, initial_max_assignments, max_assignments, status,
           pending, submitted, approved, rejected, expired, expiration, reviewable_since)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        requesterId,
        type.id,
        creationTime,
        state.maxAssignments,
        state.maxAssignments,
        state.status,
        state.pending,
        state.submitted,
        state.approved,
        state.rejected,
        Number(state.expired),
        state.expiration,
        state.reviewableSince,
      );
      sql.run(
        `INSERT INTO hit_contents (hit_seq, question, layout_id, annotation, assignment_review_policy, hit_review_policy)
         VALUES (?, ?, ?, ?, ?, ?)`,
        seq,
        content.question,
        content.layoutId,
        content.annotation,
        toJson(content.assignmentReviewPolicy),
        toJson(content.hitReviewPolicy),
      );
      link(seq, type);
      return {
        ...state,
        ...content,
        seq,
        id,
        requesterId,
        type,
        creationTime,
        initialMaxAssignments: state.maxAssignments,
      };
    },
    bySeq: seq => {
      const row = sql.get(`SELECT ${hitColumns} FROM ${hits} WHERE h.seq = ?`, seq);
      return row && readHIT(row);
    },
    policies: seq => {
      const row = sql.get(
        'SELECT assignment_review_policy, hit_review_policy FROM hit_contents WHERE hit_seq = ?',
        seq,
      );
      return {
        assignmentReviewPolicy: row && optionalJson(row, 'assignment_review_policy'),
        hitReviewPolicy: row && optionalJson(row, 'hit_review_policy'),
      };
    },
    saveState: hit => {
      sql.run(
        `UPDATE hits SET type_id = ?, max_assignments = ?, status = ?, pending = ?, submitted = ?, approved = ?,
           rejected = ?, expired = ?, expiration = ?, reviewable_since = ? WHERE seq = ?`,
        hit.type.id,
        hit.maxAssignments,
        hit.status,
        hit.pending,
        hit.submitted,
        hit.approved,
        hit.rejected,
        Number(hit.expired),
        hit.expiration,
        hit.reviewableSince,
        hit.seq,
      );
      if (hit.status === 'Disposed') unlink(hit.seq, hit.type);
    },
    saveType: (hit, type) => {
      sql.run('UPDATE hits SET type_id = ? WHERE seq = ?', type.id, hit.seq);
      unlink(hit.seq, hit.type);
      link(hit.seq, type);
    },
    listReviewable: ({ requesterId, typeId }, status, before = Number.MAX_SAFE_INTEGER, limit) => {
      // The index is named, because SQLite would rather walk through all HITs; and its condition is repeated, to allow it.
      const index = typeId === undefined ? 'hits_reviewed' : 'hits_reviewed_of_type';
      return sql
        .all(
          `SELECT ${hitColumns}, ${contentColumns} FROM hits h INDEXED BY ${index}
             JOIN hit_types t ON t.id = h.type_id JOIN hit_contents c ON c.hit_seq = h.seq
           WHERE h.requester_id = ? ${typeId === undefined ? '' : 'AND h.type_id = ?'} AND h.status = ?
             AND h.status IN ('Reviewable', 'Reviewing') AND h.seq < ? ORDER BY h.seq DESC LIMIT ?`,
          requesterId,
          ...(typeId === undefined ? [] : [typeId]),
          status,
          before,
          limit,
        )
        .map(readHITWithContent);
    },
    listRequiring: (qualificationTypeId, requesterId, before = Number.MAX_SAFE_INTEGER, limit) =>
      sql
        .all(
          `SELECT ${hitColumns}, ${contentColumns} FROM hit_requirements r CROSS JOIN hits h ON h.seq = r.hit_seq
             JOIN hit_types t ON t.id = h.type_id JOIN hit_contents c ON c.hit_seq = h.seq
           WHERE r.qualification_type_id = ? AND r.requester_id = ? AND r.hit_seq < ? ORDER BY r.hit_seq DESC LIMIT ?`,
          qualificationTypeId,
          requesterId,
          before,
          limit,
        )
        .map(readHITWithContent),
    anyRequiring: qualificationTypeId =>
      sql.get('SELECT 1 FROM hit_requirements WHERE qualification_type_id = ? LIMIT 1', qualificationTypeId) !==
      undefined,
    list: (requesterId, before, limit) =>
      sql
        .all(
          `SELECT ${hitColumns}, ${contentColumns} FROM ${hitsWithContent}
           WHERE h.requester_id = ? AND h.seq < ? AND h.status <> 'Disposed' ORDER BY h.seq DESC LIMIT ?`,
          requesterId,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .map(readHITWithContent),
    open: () => pages(after => sql.all(`${openHITs} AND h.seq > ? ORDER BY h.seq LIMIT ${pageSize}`, after)),
    living: requesterId =>
      pages(after => sql.all(`${livingHITs} AND h.seq > ? ORDER BY h.seq LIMIT ${pageSize}`, requesterId, after)),
  };
}

function requiredBy(type: HITType): ReadonlySet<string> {
  return new Set(type.qualificationRequirements.map(requirement => requirement.QualificationTypeId));
}

/** Two types are one when all their properties are equal; the order of requirements does not count. */
function fingerprint(properties: HITTypeProperties): string {
  const requirements = properties.qualificationRequirements.map(requirement => JSON.stringify(requirement)).sort();
  const parts = [
    properties.title,
    properties.description,
    properties.keywords ?? null,
    properties.reward,
    properties.assignmentDuration,
    properties.autoApprovalDelay,
    requirements,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

export function readType(row: Row): HITType {
  return {
    id: text(row, 'type_id'),
    groupId: text(row, 'group_id'),
    requesterId: number(row, 'type_requester_id'),
    title: text(row, 'title'),
    description: text(row, 'description'),
    keywords: optionalText(row, 'keywords'),
    reward: money(row, 'reward'),
    assignmentDuration: number(row, 'assignment_duration'),
    autoApprovalDelay: number(row, 'auto_approval_delay'),
    qualificationRequirements: json(row, 'qualification_requirements'),
  };
}

export function readHIT(row: Row): HIT {
  return {
    seq: number(row, 'seq'),
    id: text(row, 'id'),
    requesterId: number(row, 'requester_id'),
    type: readType(row),
    creationTime: number(row, 'creation_time'),
    initialMaxAssignments: number(row, 'initial_max_assignments'),
    maxAssignments: number(row, 'max_assignments'),
    status: text(row, 'status') as HITStatus,
    pending: number(row, 'pending'),
    submitted: number(row, 'submitted'),
    approved: number(row, 'approved'),
    rejected: number(row, 'rejected'),
    expired: flag(row, 'expired'),
    expiration: number(row, 'expiration'),
    reviewableSince: optionalNumber(row, 'reviewable_since'),
  };
}

function readHITWithContent(row: Row): HITWithContent {
  const content: HITContent = {
    question: text(row, 'question'),
    layoutId: optionalText(row, 'layout_id'),
    annotation: optionalText(row, 'annotation'),
    assignmentReviewPolicy: optionalJson(row, 'assignment_review_policy'),
    hitReviewPolicy: optionalJson(row, 'hit_review_policy'),
  };
  return { ...readHIT(row), ...content };
}
