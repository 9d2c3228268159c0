/** The tables of workers, qualifications and layouts. */

export const peopleTables = `
  CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    country TEXT,
    subdivision TEXT,
    adult INTEGER NOT NULL,
    masters INTEGER NOT NULL,
    created INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- What a worker did, summed for each requester; requester 0 stands for work done before this service knew the worker.
  CREATE TABLE worker_records (
    worker_id TEXT NOT NULL,
    requester_id INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    submitted INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    abandoned INTEGER NOT NULL,
    PRIMARY KEY (worker_id, requester_id)
  ) WITHOUT ROWID;

  CREATE TABLE worker_blocks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    worker_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (requester_id, worker_id)
  );
  CREATE INDEX worker_blocks_listed ON worker_blocks (requester_id, seq);

  CREATE TABLE worker_messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    worker_id TEXT NOT NULL,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    sent INTEGER NOT NULL
  );
  CREATE INDEX worker_messages_listed ON worker_messages (worker_id, seq);

  CREATE TABLE qualification_types (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    keywords TEXT,
    status TEXT NOT NULL,
    test TEXT,
    answer_key TEXT,
    test_duration INTEGER,
    retry_delay INTEGER,
    auto_granted_value INTEGER,
    creation_time INTEGER NOT NULL,
    -- Lower-case text to search in.
    searchable TEXT NOT NULL,
    -- When a deletion is to be completed; null while living HITs still hold it up.
    due INTEGER
  );
  CREATE UNIQUE INDEX qualification_types_named ON qualification_types (requester_id, name) WHERE status <> 'Disposed';
  CREATE INDEX qualification_types_listed ON qualification_types (requester_id, seq) WHERE status IN ('Active', 'Inactive');
  CREATE INDEX qualification_types_ending ON qualification_types (due) WHERE due IS NOT NULL;

  CREATE TABLE qualifications (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type_id TEXT NOT NULL REFERENCES qualification_types (id),
    worker_id TEXT NOT NULL,
    status TEXT NOT NULL,
    value INTEGER NOT NULL,
    grant_time INTEGER NOT NULL,
    reason TEXT,
    UNIQUE (type_id, worker_id)
  );
  CREATE INDEX qualifications_listed ON qualifications (type_id, status, seq);
  CREATE INDEX qualifications_of_worker ON qualifications (worker_id, seq);

  CREATE TABLE qualification_requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    requester_id INTEGER NOT NULL,
    type_id TEXT NOT NULL REFERENCES qualification_types (id),
    worker_id TEXT NOT NULL,
    status TEXT NOT NULL,
    -- The test as it was when it was taken.
    test TEXT,
    start_time INTEGER NOT NULL,
    submit_time INTEGER,
    answer TEXT,
    reason TEXT
  );
  CREATE INDEX qualification_requests_attempted ON qualification_requests (type_id, worker_id, seq);
  CREATE INDEX qualification_requests_of_worker ON qualification_requests (worker_id, seq);
  CREATE INDEX qualification_requests_waiting ON qualification_requests (type_id, seq) WHERE status = 'Pending';
  CREATE INDEX qualification_requests_listed ON qualification_requests (requester_id, seq) WHERE status = 'Pending';

  -- Which HITs, of those not deleted, ask for which qualification.
  CREATE TABLE hit_requirements (
    qualification_type_id TEXT NOT NULL,
    requester_id INTEGER NOT NULL,
    hit_seq INTEGER NOT NULL REFERENCES hits (seq),
    PRIMARY KEY (qualification_type_id, requester_id, hit_seq)
  ) WITHOUT ROWID;

  CREATE TABLE layouts (
    id TEXT PRIMARY KEY,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    name TEXT NOT NULL,
    html TEXT NOT NULL,
    frame_height INTEGER NOT NULL,
    created INTEGER NOT NULL
  ) WITHOUT ROWID;
`;

/** What a reset empties, children first. */
export const peopleStateTables = [
  'layouts',
  'hit_requirements',
  'qualification_requests',
  'qualifications',
  'qualification_types',
  'worker_messages',
  'worker_blocks',
  'worker_records',
  'workers',
] as const;
