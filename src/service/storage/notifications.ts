/** Notification settings, and messages on their way or kept here, in SQL. */
import type { NotificationEventType } from '../events.ts';
import { flag, json, number, optionalText, text } from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';

export const notificationTables = `
  CREATE TABLE notification_settings (
    hit_type_id TEXT PRIMARY KEY REFERENCES hit_types (id),
    destination TEXT NOT NULL,
    transport TEXT NOT NULL,
    version TEXT NOT NULL,
    event_types TEXT NOT NULL,
    active INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- Written in the transaction of the event it tells of. 'kept' waits to be read through the control API, 'ready' to be sent now,
  -- 'waiting' to be sent again at next_attempt; 'failed' was given up. What was delivered is gone.
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    transport TEXT NOT NULL,
    destination TEXT NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt INTEGER,
    error TEXT
  );
  CREATE INDEX messages_kept ON messages (seq) WHERE state = 'kept';
  CREATE INDEX messages_ready ON messages (seq) WHERE state = 'ready';
  CREATE INDEX messages_waiting ON messages (next_attempt) WHERE state = 'waiting';
  CREATE INDEX messages_failed ON messages (seq) WHERE state = 'failed';
`;

export type Transport = 'Email' | 'SQS' | 'SNS';

/** Where and how events are sent (reference.md §6.11). */
export interface NotificationTarget {
  /** A queue's URL, a topic's ARN or an e-mail address. */
  readonly destination: string;
  readonly transport: Transport;
  readonly version: string;
}

interface NotificationSettings extends NotificationTarget {
  readonly hitTypeId: string;
  readonly eventTypes: readonly NotificationEventType[];
  readonly active: boolean;
}

type MessageState = 'kept' | 'ready' | 'waiting' | 'failed';

export interface Message {
  readonly seq: number;
  readonly requesterId: number;
  readonly transport: Transport;
  readonly destination: string;
  /** JSON (§6.11). */
  readonly body: string;
  /** ms */
  readonly created: number;
  /** How often it was sent in vain. */
  readonly attempts: number;
  /** What the last attempt failed with. */
  readonly error: string | undefined;
}

export interface Messages {
  add(
    message: Pick<Message, 'requesterId' | 'transport' | 'destination' | 'body' | 'created'>,
    state: 'kept' | 'ready',
  ): void;
  /** Of this state, oldest first. */
  list(state: MessageState, after: number, limit: number): Message[];
  /** What was to be sent again may be sent now. */
  wake(seq: number): void;
  /** Delivered or read: it is removed. */
  remove(seq: number): void;
  /** It is sent again at a time in ms, or given up. */
  putOff(seq: number, error: string, nextAttempt: number | undefined): void;
  /** Removes what is kept, up to a seq. */
  acknowledge(upTo: number): void;
  /** Keeps here what was to be sent by a transport that has no endpoint any more. */
  keepAllOf(transport: Transport): void;
  counts(): Readonly<Record<MessageState, number>>;
}

export interface Notifications {
  settings(hitTypeId: string): NotificationSettings | undefined;
  saveSettings(settings: NotificationSettings): void;
}

export function notificationsIn(sql: Sql): Notifications {
  return {
    settings: hitTypeId => {
      const row = sql.get('SELECT * FROM notification_settings WHERE hit_type_id = ?', hitTypeId);
      return row && readSettings(row);
    },
    saveSettings: settings => {
      sql.run(
        `INSERT OR REPLACE INTO notification_settings (hit_type_id, destination, transport, version, event_types, active)
         VALUES (?, ?, ?, ?, ?, ?)`,
        settings.hitTypeId,
        settings.destination,
        settings.transport,
        settings.version,
        JSON.stringify(settings.eventTypes),
        Number(settings.active),
      );
    },
  };
}

export function messagesIn(sql: Sql): Messages {
  return {
    add: ({ requesterId, transport, destination, body, created }, state) => {
      sql.run(
        `INSERT INTO messages (requester_id, transport, destination, body, created, state, attempts)
         VALUES (?, ?, ?, ?, ?, ?, 0)`,
        requesterId,
        transport,
        destination,
        body,
        created,
        state,
      );
    },
    list: (state, after, limit) =>
      // The literal state lets SQLite use its index.
      sql
        .all(`SELECT * FROM messages WHERE state = '${state}' AND seq > ? ORDER BY seq LIMIT ?`, after, limit)
        .map(readMessage),
    wake: seq => {
      sql.run(`UPDATE messages SET state = 'ready', next_attempt = NULL WHERE seq = ?`, seq);
    },
    remove: seq => {
      sql.run('DELETE FROM messages WHERE seq = ?', seq);
    },
    putOff: (seq, error, nextAttempt) => {
      sql.run(
        `UPDATE messages SET state = ?, attempts = attempts + 1, next_attempt = ?, error = ? WHERE seq = ?`,
        nextAttempt === undefined ? 'failed' : 'waiting',
        nextAttempt,
        error,
        seq,
      );
    },
    acknowledge: upTo => {
      sql.run(`DELETE FROM messages WHERE state = 'kept' AND seq <= ?`, upTo);
    },
    keepAllOf: transport => {
      sql.run(
        `UPDATE messages SET state = 'kept', next_attempt = NULL WHERE state IN ('ready', 'waiting') AND transport = ?`,
        transport,
      );
    },
    counts: () => {
      const count = (state: MessageState): number => {
        const row = sql.get(`SELECT count(*) AS count FROM messages WHERE state = '${state}'`);
        return row ? number(row, 'count') : 0;
      };
      return { kept: count('kept'), ready: count('ready'), waiting: count('waiting'), failed: count('failed') };
    },
  };
}

function readSettings(row: Row): NotificationSettings {
  return {
    hitTypeId: text(row, 'hit_type_id'),
    destination: text(row, 'destination'),
    transport: text(row, 'transport') as Transport,
    version: text(row, 'version'),
    eventTypes: json(row, 'event_types'),
    active: flag(row, 'active'),
  };
}

function readMessage(row: Row): Message {
  return {
    seq: number(row, 'seq'),
    requesterId: number(row, 'requester_id'),
    transport: text(row, 'transport') as Transport,
    destination: text(row, 'destination'),
    body: text(row, 'body'),
    created: number(row, 'created'),
    attempts: number(row, 'attempts'),
    error: optionalText(row, 'error'),
  };
}
