/** Qualification types in SQL. */
import { number, optionalNumber, optionalText, text } from './columnReaders.ts';
import type { QualificationTest, QualificationType, QualificationTypeStatus } from './peopleRows.ts';
import type { QualificationTypes } from './peopleStore.ts';
import type { Row, Sql } from './sqlite.ts';

export function qualificationTypesIn(sql: Sql): QualificationTypes {
  const one = (condition: string, ...parameters: (string | number)[]): QualificationType | undefined => {
    const row = sql.get(`SELECT * FROM qualification_types WHERE ${condition}`, ...parameters);
    return row && readType(row);
  };
  return {
    get: id => one(`id = ? AND status <> 'Disposed'`, id),
    named: (requesterId, name) => one(`requester_id = ? AND name = ? AND status <> 'Disposed'`, requesterId, name),
    bySeq: seq => one('seq = ?', seq),
    add: type => {
      sql.run(
        `INSERT INTO qualification_types (id, requester_id, name, keywords, creation_time, description, status, test,
           answer_key, test_duration, retry_delay, auto_granted_value, searchable)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        type.id,
        type.requesterId,
        type.name,
        type.keywords,
        type.creationTime,
        ...changeable(type),
      );
    },
    save: type => {
      sql.run(
        `UPDATE qualification_types SET description = ?, status = ?, test = ?, answer_key = ?, test_duration = ?,
           retry_delay = ?, auto_granted_value = ?, searchable = ? WHERE seq = ?`,
        ...changeable(type),
        type.seq,
      );
    },
    list: ({ viewer, ownOnly, words }, before = Number.MAX_SAFE_INTEGER, limit) => {
      const visible = ownOnly
        ? `requester_id = ? AND status IN ('Active', 'Inactive')`
        : `(status = 'Active' OR (requester_id = ? AND status = 'Inactive'))`;
      const found = words.map(() => 'AND instr(searchable, ?) > 0').join(' ');
      return sql
        .all(
          `SELECT * FROM qualification_types WHERE ${visible} AND seq < ? ${found} ORDER BY seq DESC LIMIT ?`,
          viewer,
          before,
          ...words,
          limit,
        )
        .map(readType);
    },
    setDue: (id, due) => {
      sql.run('UPDATE qualification_types SET due = ? WHERE id = ?', due, id);
    },
    wake: (id, now) => {
      sql.run(`UPDATE qualification_types SET due = ? WHERE id = ? AND status = 'Disposing' AND due IS NULL`, now, id);
    },
  };
}

function changeable(type: Omit<QualificationType, 'seq'>) {
  return [
    type.description,
    type.status,
    type.test?.form,
    type.test?.answerKey,
    type.test?.duration,
    type.retryDelay,
    type.autoGrantedValue,
    `${type.name}\n${type.keywords ?? ''}\n${type.description}`.toLowerCase(),
  ] as const;
}

function readType(row: Row): QualificationType {
  return {
    seq: number(row, 'seq'),
    id: text(row, 'id'),
    requesterId: number(row, 'requester_id'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    keywords: optionalText(row, 'keywords'),
    status: text(row, 'status') as QualificationTypeStatus,
    test: readTest(row),
    retryDelay: optionalNumber(row, 'retry_delay'),
    autoGrantedValue: optionalNumber(row, 'auto_granted_value'),
    creationTime: number(row, 'creation_time'),
  };
}

function readTest(row: Row): QualificationTest | undefined {
  const form = optionalText(row, 'test');
  if (form === undefined) return undefined;
  return { form, answerKey: optionalText(row, 'answer_key'), duration: number(row, 'test_duration') };
}
