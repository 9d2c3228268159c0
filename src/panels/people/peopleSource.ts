/** What this machine has of a worker. Pages know neither the ledger nor the notes: who opens them gives them this. */
import type { Instant } from '../../mturk/model.ts';

export interface SentMessage {
  readonly at: Instant;
  readonly subject: string;
  /** How it ended, in words. */
  readonly state: string;
}

export interface WorkerRecords {
  readonly note: string | undefined;
  readonly messages: readonly SentMessage[];
}

/** Rejects if the ledger can't be read. */
export type PeopleSource = (profileId: string, workerId: string) => Promise<WorkerRecords>;
