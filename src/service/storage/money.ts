/** Accounts and the ledger of what was paid, in SQL. */
import type { Cents } from '../../mturk/money.ts';
import { money, number, text } from './columnReaders.ts';
import type { Row, Sql } from './sqlite.ts';

export const moneyTables = `
  -- A requester without an account is in sandbox mode. What is left is funded - held - paid, and the database itself refuses to
  -- let that become negative.
  CREATE TABLE accounts (
    requester_id INTEGER PRIMARY KEY REFERENCES requesters (id),
    mode TEXT NOT NULL,
    funded INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    CHECK (funded - held - paid >= 0)
  );

  CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    requester_id INTEGER NOT NULL REFERENCES requesters (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    hit_seq INTEGER,
    assignment_id TEXT,
    worker_id TEXT
  );
  CREATE INDEX ledger_listed ON ledger (requester_id, seq);
`;

export type FundsMode = 'sandbox' | 'funded';

/** What a requester has, in cents. What is left to spend is funded - held - paid; in sandbox mode all three are 0. */
export interface Account {
  readonly requesterId: number;
  readonly mode: FundsMode;
  /** All that was ever put in. */
  readonly funded: Cents;
  /** Set aside for what open HITs may still cost. */
  readonly held: Cents;
  /** Gone to workers and for fees. */
  readonly paid: Cents;
}

/** A movement of money. Funds go in with a positive amount, and out again with a negative one. */
export interface LedgerEntry {
  readonly requesterId: number;
  /** ms */
  readonly at: number;
  readonly kind: 'funds' | 'reward' | 'bonus';
  readonly amount: Cents;
  readonly fee: Cents;
  /** What was paid for; absent for funds. */
  readonly work?: { readonly hitSeq: number; readonly assignmentId: string; readonly workerId: string };
}

export interface Money {
  account(requesterId: number): Account | undefined;
  save(account: Account): void;
  record(entry: LedgerEntry): void;
  /** Oldest first. `after` is the seq of the last entry of the page before. */
  list(requesterId: number, after: number, limit: number): (LedgerEntry & { readonly seq: number })[];
}

export function moneyIn(sql: Sql): Money {
  return {
    account: requesterId => {
      const row = sql.get('SELECT * FROM accounts WHERE requester_id = ?', requesterId);
      return row && readAccount(row);
    },
    save: account => {
      sql.run(
        `INSERT INTO accounts (requester_id, mode, funded, held, paid) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (requester_id) DO UPDATE
         SET mode = excluded.mode, funded = excluded.funded, held = excluded.held, paid = excluded.paid`,
        account.requesterId,
        account.mode,
        account.funded,
        account.held,
        account.paid,
      );
    },
    record: ({ requesterId, at, kind, amount, fee, work }) => {
      sql.run(
        `INSERT INTO ledger (requester_id, at, kind, amount, fee, hit_seq, assignment_id, worker_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        requesterId,
        at,
        kind,
        amount,
        fee,
        work?.hitSeq,
        work?.assignmentId,
        work?.workerId,
      );
    },
    list: (requesterId, after, limit) =>
      sql
        .all('SELECT * FROM ledger WHERE requester_id = ? AND seq > ? ORDER BY seq LIMIT ?', requesterId, after, limit)
        .map(readEntry),
  };
}

function readAccount(row: Row): Account {
  return {
    requesterId: number(row, 'requester_id'),
    mode: text(row, 'mode') as FundsMode,
    funded: money(row, 'funded'),
    held: money(row, 'held'),
    paid: money(row, 'paid'),
  };
}

function readEntry(row: Row): LedgerEntry & { readonly seq: number } {
  return {
    seq: number(row, 'seq'),
    requesterId: number(row, 'requester_id'),
    at: number(row, 'at'),
    kind: text(row, 'kind') as LedgerEntry['kind'],
    amount: money(row, 'amount'),
    fee: money(row, 'fee'),
    ...(row.hit_seq === null
      ? {}
      : {
          work: {
            hitSeq: number(row, 'hit_seq'),
            assignmentId: text(row, 'assignment_id'),
            workerId: text(row, 'worker_id'),
          },
        }),
  };
}
