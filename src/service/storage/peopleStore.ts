/** The part of the storage interface that is about workers, qualifications and layouts. */
import type {
  Layout,
  Qualification,
  QualificationRequest,
  QualificationType,
  Worker,
  WorkerBlock,
  WorkerMessage,
  WorkRecord,
} from './peopleRows.ts';

export interface Workers {
  get(id: string): Worker | undefined;
  /** Adds a worker, or replaces one. */
  save(worker: Worker): void;
  /** By id; `after` is the last id of the page before. */
  list(after: string | undefined, limit: number): Worker[];
  /** Adds to what a worker did for a requester. */
  count(workerId: string, requesterId: number, steps: Partial<WorkRecord>): void;
  /** What a worker did, for all requesters or for one. */
  record(workerId: string, requesterId?: number): WorkRecord;
  /** Writes what the worker did before this service knew them. */
  setHistory(workerId: string, record: WorkRecord): void;
}

export interface WorkerBlocks {
  find(requesterId: number, workerId: string): WorkerBlock | undefined;
  /** Blocks, or gives a block another reason. */
  save(requesterId: number, workerId: string, reason: string): void;
  remove(requesterId: number, workerId: string): void;
  /** Oldest first. */
  list(requesterId: number, after: number | undefined, limit: number): WorkerBlock[];
}

export interface WorkerMessages {
  add(message: Omit<WorkerMessage, 'seq'>): void;
  /** Newest first. */
  list(workerId: string, before: number | undefined, limit: number): WorkerMessage[];
}

export interface QualificationTypeQuery {
  /** Who asks: sees their own inactive types too. */
  readonly viewer: number;
  readonly ownOnly: boolean;
  /** Lower-case words, all of which must occur. */
  readonly words: readonly string[];
}

export interface QualificationTypes {
  add(type: Omit<QualificationType, 'seq'>): void;
  /** One that has not been disposed of. */
  get(id: string): QualificationType | undefined;
  /** Writes everything but id, owner, name, keywords and creation time. */
  save(type: QualificationType): void;
  named(requesterId: number, name: string): QualificationType | undefined;
  /** Newest first, without those being deleted. */
  list(query: QualificationTypeQuery, before: number | undefined, limit: number): QualificationType[];
  /** Sets when a deletion is to be completed, or that it is delayed by HITs. */
  setDue(id: string, due: number | undefined): void;
  /** Completes, at a time in ms, the deletion of a type that HITs delayed. */
  wake(id: string, now: number): void;
  /** One whose deletion is due. */
  bySeq(seq: number): QualificationType | undefined;
}

export interface Qualifications {
  find(typeId: string, workerId: string): Qualification | undefined;
  /** Adds a worker's qualification of a type, or writes it anew. */
  save(qualification: Omit<Qualification, 'seq'>): void;
  /** In the order of the first grant. */
  list(typeId: string, status: 'Granted' | 'Revoked', after: number | undefined, limit: number): Qualification[];
  /** Newest first. */
  ofWorker(workerId: string, before: number | undefined, limit: number): Qualification[];
}

export interface QualificationRequests {
  add(request: Omit<QualificationRequest, 'seq'>): void;
  get(id: string): QualificationRequest | undefined;
  /** Writes status, times, answer and reason. */
  save(request: QualificationRequest): void;
  /** The worker's last attempt at a type. */
  latest(typeId: string, workerId: string): QualificationRequest | undefined;
  /** Pending ones, of one type or of all of a requester's, oldest first. */
  listPending(
    of: { readonly typeId: string } | { readonly requesterId: number },
    after: number | undefined,
    limit: number,
  ): QualificationRequest[];
  /** Newest first. */
  ofWorker(workerId: string, before: number | undefined, limit: number): QualificationRequest[];
  /** Rejects whatever of a type is pending. */
  rejectPending(typeId: string, reason: string): void;
}

export interface Layouts {
  get(id: string): Layout | undefined;
  /** Adds a layout, or writes it anew. */
  save(layout: Layout): void;
  list(requesterId: number): Layout[];
}
