/** The schema and its history. A migration, once released, is never edited: changes are appended. */
import { dailyCountTables } from './dailyCounts.ts';
import { applicationId } from './databaseFile.ts';
import { moneyTables } from './money.ts';
import { notificationTables } from './notifications.ts';
import { peopleStateTables, peopleTables } from './peopleTables.ts';
import { reviewTables } from './reviews.ts';
import { simulationTables } from './simulations.ts';
import { DatabaseRefusal, type Sql } from './sqlite.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE requesters (
    id INTEGER PRIMARY KEY,
    access_key_id TEXT NOT NULL UNIQUE,
    secret_access_key TEXT NOT NULL,
    customer_id TEXT NOT NULL UNIQUE
  );
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  -- What signs the worker site's cookies; a secret of this database, and no part of the state.
  CREATE TABLE site_keys (key TEXT NOT NULL);

  CREATE TABLE hit_types (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    keywords TEXT,
    reward INTEGER NOT NULL,
    assignment_duration INTEGER NOT NULL,
    auto_approval_delay INTEGER NOT NULL,
    qualification_requirements TEXT NOT NULL,
    creation_time INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
  );
  CREATE UNIQUE INDEX hit_types_found ON hit_types (requester_id, fingerprint) WHERE removed = 0;

  CREATE INDEX hit_types_of_group ON hit_types (group_id);
  CREATE INDEX hit_types_by_reward ON hit_types (reward);

  CREATE TABLE hits (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    type_id TEXT NOT NULL REFERENCES hit_types (id),
    creation_time INTEGER NOT NULL,
    initial_max_assignments INTEGER NOT NULL,
    max_assignments INTEGER NOT NULL,
    status TEXT NOT NULL,
    pending INTEGER NOT NULL CHECK (pending >= 0),
    submitted INTEGER NOT NULL CHECK (submitted >= 0),
    approved INTEGER NOT NULL CHECK (approved >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    expired INTEGER NOT NULL,
    expiration INTEGER NOT NULL,
    reviewable_since INTEGER,
    CHECK (pending + submitted + approved + rejected <= max_assignments)
  );
  CREATE INDEX hits_listed ON hits (requester_id, seq) WHERE status <> 'Disposed';
  CREATE INDEX hits_open ON hits (type_id, seq) WHERE status = 'Assignable';
  CREATE INDEX hits_expiring ON hits (expiration) WHERE expired = 0 AND status <> 'Disposed';
  CREATE INDEX hits_reviewed ON hits (requester_id, status, seq) WHERE status IN ('Reviewable', 'Reviewing');
  CREATE INDEX hits_reviewed_of_type ON hits (requester_id, type_id, status, seq) WHERE status IN ('Reviewable', 'Reviewing');
  CREATE INDEX hits_aging ON hits (reviewable_since) WHERE status IN ('Reviewable', 'Reviewing');

  -- What never changes is kept apart, so that a counter's update does not rewrite a question.
  CREATE TABLE hit_contents (
    hit_seq INTEGER PRIMARY KEY REFERENCES hits (seq),
    layout_id TEXT,
    annotation TEXT,
    assignment_review_policy TEXT,
    hit_review_policy TEXT,
    -- Last, because it may be long, and the policies are read at every submission.
    question TEXT NOT NULL
  );

  CREATE TABLE assignments (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    hit_seq INTEGER NOT NULL REFERENCES hits (seq),
    worker_id TEXT NOT NULL,
    status TEXT NOT NULL,
    accept_time INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    submit_time INTEGER,
    auto_approval_time INTEGER,
    approval_time INTEGER,
    rejection_time INTEGER,
    answer TEXT,
    feedback TEXT
  );
  CREATE UNIQUE INDEX assignments_held ON assignments (hit_seq, worker_id)
    WHERE status IN ('Accepted', 'Submitted', 'Approved', 'Rejected');
  CREATE INDEX assignments_vacant ON assignments (hit_seq, seq) WHERE status IN ('Returned', 'Abandoned');
  CREATE INDEX assignments_listed ON assignments (hit_seq, submit_time, seq) WHERE submit_time IS NOT NULL;
  CREATE INDEX assignments_waiting ON assignments (hit_seq, submit_time, seq) WHERE status = 'Submitted';
  CREATE INDEX assignments_running ON assignments (deadline) WHERE status = 'Accepted';
  CREATE INDEX assignments_approving ON assignments (auto_approval_time) WHERE status = 'Submitted';

  CREATE INDEX assignments_of_worker ON assignments (worker_id, accept_time, seq)
    WHERE status IN ('Submitted', 'Approved', 'Rejected');
  CREATE INDEX assignments_of_worker_running ON assignments (worker_id, deadline) WHERE status = 'Accepted';

  CREATE TABLE bonuses (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    hit_seq INTEGER NOT NULL REFERENCES hits (seq),
    assignment_id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    amount INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    reason TEXT NOT NULL,
    grant_time INTEGER NOT NULL
  );
  CREATE INDEX bonuses_of_hit ON bonuses (hit_seq, seq);
  CREATE INDEX bonuses_of_assignment ON bonuses (assignment_id, seq);

  CREATE INDEX bonuses_of_worker ON bonuses (worker_id, amount);

  CREATE TABLE request_tokens (
    seq INTEGER PRIMARY KEY,
    requester_id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    token TEXT NOT NULL,
    result TEXT NOT NULL,
    expires INTEGER NOT NULL,
    UNIQUE (requester_id, scope, token)
  );
  CREATE INDEX request_tokens_expiring ON request_tokens (expires);
  ${moneyTables}
  ${reviewTables}
  ${notificationTables}
  ${simulationTables}
  ${peopleTables}`,
  // Which data this is, for clients that keep some of it; like the site's key no part of the state.
  'CREATE TABLE data_sets (id TEXT NOT NULL);',
  // Days are counted from then on; what happened before comes from the other tables, as far as they date it.
  dailyCountTables,
];

/** Brings a database to this program's schema. Throws DatabaseRefusal for one that is newer, or that isn't ours. */
export function migrate(sql: Sql, file: string): void {
  const version = Number(sql.get('PRAGMA user_version')?.user_version);
  const application = Number(sql.get('PRAGMA application_id')?.application_id);
  const tables = Number(sql.get('SELECT count(*) AS tables FROM sqlite_schema')?.tables);
  if (application !== applicationId && (application !== 0 || version !== 0 || tables > 0))
    throw new DatabaseRefusal('notADatabase', `${file} is a database of another program.`);
  if (version > migrations.length)
    throw new DatabaseRefusal(
      'newerSchema',
      `${file} was written by a newer version of Local (schema ${version}; this one knows ${migrations.length}).`,
    );
  migrations.slice(version).forEach((migration, index) => {
    sql.transaction(() => {
      sql.script(migration);
      sql.script(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + index + 1};`);
    });
  });
}

/** The tables that a reset empties, children first. */
export const stateTables = [
  'simulation_steps',
  'simulations',
  'messages',
  'notification_settings',
  'review_records',
  'accounts',
  'ledger',
  'daily_counts',
  'counting',
  ...peopleStateTables,
  'request_tokens',
  'bonuses',
  'assignments',
  'hit_contents',
  'hits',
  'hit_types',
] as const;
