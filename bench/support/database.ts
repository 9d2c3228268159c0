/** Large databases of Local's, written straight into its tables. */

import { beginCounting } from '../../src/service/counting.ts';
import { defaultKeys } from '../../src/service/serviceOptions.ts';
import { openStore } from '../../src/service/storage/openDatabase.ts';
import { migrate } from '../../src/service/storage/schema.ts';
import { openSql, type Sql } from '../../src/service/storage/sqlite.ts';

const minute = 60_000;
const day = 86_400_000;

const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/experiment/task?condition=a&amp;round=1</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';
const answer =
  '<?xml version="1.0" encoding="UTF-8"?><QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd"><Answer><QuestionIdentifier>colour</QuestionIdentifier><FreeText>red</FreeText></Answer><Answer><QuestionIdentifier>comment</QuestionIdentifier><FreeText>That one was not easy at all.</FreeText></Answer></QuestionFormAnswers>';

/** Every twentieth HIT has so many assignments, the others five: ten on average. */
const large = 105;

export interface BuiltDatabase {
  readonly assignments: number;
  /** HITs with 105 assignments, from all over the database. */
  readonly largeHITs: readonly string[];
}

/**
 * Writes a database of so many HITs, with ten times as many assignments, submitted, approved and rejected, by 5,000 workers.
 * `now` is in ms. Nothing in it is due before a day has passed.
 */
export function buildDatabase(file: string, hits: number, now: number): BuiltDatabase {
  const sql = openSql(file);
  migrate(sql, file);
  // Whoever builds a database that is thrown away needs no durability.
  sql.script('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000');
  // Indexes are made faster at once than row by row.
  const indexes = sql.all(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`);
  let built: BuiltDatabase;
  try {
    built = sql.transaction(() => {
      for (const { name } of indexes) sql.script(`DROP INDEX ${String(name)}`);
      const built = fill(sql, hits, now);
      for (const index of indexes) sql.script(String(index.sql));
      return built;
    });
  } finally {
    sql.script('PRAGMA wal_checkpoint(TRUNCATE)');
    sql.close();
  }
  count(file, now);
  return built;
}

/** Counts the days, as a service does once for a database that comes without: what it left itself has them. */
function count(file: string, now: number): void {
  const store = openStore(file);
  try {
    store.transaction(() => beginCounting(store, now));
  } finally {
    store.close();
  }
}

/** Ids in no order, each once: what is multiplied by an odd number stays different. */
function idSource(): () => string {
  let count = 0;
  return () => `3${(Math.imul(++count, 0x9e3779b1) >>> 0).toString(36).toUpperCase().padStart(29, '0')}`;
}

function fill(sql: Sql, hits: number, now: number): BuiltDatabase {
  const newId = idSource();
  sql.run(
    `INSERT INTO requesters (id, access_key_id, secret_access_key, customer_id) VALUES (1, ?, ?, 'ABENCH000000001')`,
    defaultKeys.accessKeyId,
    defaultKeys.secretAccessKey,
  );
  for (let index = 0; index < 5000; index++)
    sql.run(`INSERT INTO workers (id, country, adult, masters, created) VALUES (?, 'US', 1, 0, ?)`, worker(index), now);
  const types = Array.from({ length: 20 }, newId);
  for (const [index, id] of types.entries())
    sql.run(
      `INSERT INTO hit_types (id, group_id, requester_id, fingerprint, title, description, keywords, reward,
         assignment_duration, auto_approval_delay, qualification_requirements, creation_time)
       VALUES (?, ?, 1, ?, ?, 'Judge the colour of words.', 'colour, words', 60, 600, 2592000, '[]', ?)`,
      id,
      newId(),
      `bench ${index}`,
      `Stroop task ${index}`,
      now,
    );

  const largeHITs: string[] = [];
  let assignments = 0;
  for (let index = 0; index < hits; index++) {
    const count = index % 20 === 0 ? large : 5;
    const id = newId();
    if (count === large) largeHITs.push(id);
    addHIT(sql, { id, type: types[index % types.length] ?? '', index, count, now });
    for (let slot = 0; slot < count; slot++)
      addAssignment(sql, { id: newId(), hit: index + 1, slot, worker: index * 7 + slot, now });
    assignments += count;
  }
  return { assignments, largeHITs };
}

interface NewHIT {
  readonly id: string;
  readonly type: string;
  readonly index: number;
  readonly count: number;
  readonly now: number;
}

/** Every fourth is still open, for one more worker; the others are Reviewable. */
function addHIT(sql: Sql, { id, type, index, count, now }: NewHIT): void {
  const open = index % 4 === 3;
  const submitted = Math.ceil(count / 5);
  const rejected = Math.floor(count / 5);
  const seq = sql.run(
    `INSERT INTO hits (id, requester_id, type_id, creation_time, initial_max_assignments, max_assignments, status, pending,
       submitted, approved, rejected, expired, expiration, reviewable_since) VALUES (?, 1, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, ?, ?)`,
    id,
    type,
    now - day,
    count + (open ? 1 : 0),
    count + (open ? 1 : 0),
    open ? 'Assignable' : 'Reviewable',
    submitted,
    count - submitted - rejected,
    rejected,
    now + 30 * day,
    open ? undefined : now - 60 * minute,
  );
  sql.run(
    'INSERT INTO hit_contents (hit_seq, annotation, question) VALUES (?, ?, ?)',
    seq,
    `batch ${Math.floor(index / 100)}`,
    question,
  );
}

interface NewAssignment {
  readonly id: string;
  readonly hit: number;
  readonly slot: number;
  readonly worker: number;
  readonly now: number;
}

const statuses = ['Submitted', 'Rejected', 'Approved', 'Approved', 'Approved'] as const;

function addAssignment(sql: Sql, { id, hit, slot, worker: number, now }: NewAssignment): void {
  const status = statuses[slot % statuses.length];
  const submitted = now - 120 * minute + slot * 1000;
  sql.run(
    `INSERT INTO assignments (id, hit_seq, worker_id, status, accept_time, deadline, submit_time, auto_approval_time,
       approval_time, rejection_time, answer, feedback) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    hit,
    worker(number),
    status,
    submitted - 5 * minute,
    submitted + 5 * minute,
    submitted,
    submitted + 30 * day,
    status === 'Approved' ? now - minute : undefined,
    status === 'Rejected' ? now - minute : undefined,
    answer,
    status === 'Rejected' ? 'Not what was asked.' : undefined,
  );
}

function worker(index: number): string {
  return `A${(index % 5000).toString().padStart(13, '0')}`;
}
