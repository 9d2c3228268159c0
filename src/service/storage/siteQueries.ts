/** What the worker site asks of the store: listings across requesters, from a worker's side. */
import type { Cents } from '../../mturk/money.ts';
import type { Assignment, HIT, HITType } from './tableRows.ts';

export const groupSorts = ['newest', 'reward', 'time', 'title'] as const;
export type GroupSort = (typeof groupSorts)[number];

/** A HIT type that has work, with the number of its open HITs as far as it is counted. */
export interface OpenGroup {
  readonly type: HITType;
  readonly hits: number;
}

/** What a worker holds, with what of the HIT a worker cares for. */
export interface WorkerAssignment extends Assignment {
  readonly title: string;
  readonly groupId: string;
  readonly reward: Cents;
}

export interface WorkerKey {
  readonly acceptTime: number;
  readonly seq: number;
}

export interface WorkerBonus {
  readonly assignmentId: string;
  readonly amount: Cents;
  readonly reason: string;
  readonly grantTime: number;
}

interface Earnings {
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  /** Rewards of what is approved, and of what is still pending review. */
  readonly earned: Cents;
  readonly unreviewed: Cents;
  readonly bonuses: Cents;
}

export interface SiteQueries {
  /** The key of the site's cookies, made at the first call. */
  key(): Uint8Array;
  /** Types with open HITs whose words contain every word of the search. */
  openGroups(search: readonly string[], sort: GroupSort, offset: number, limit: number): OpenGroup[];
  /** A HIT type by its own id or its group's. */
  group(id: string): HITType | undefined;
  /** Open HITs of a type, counted up to `countLimit`. */
  openHITs(typeId: string): number;
  /** The oldest open HIT of a type that the worker has not had, created after the HIT of that seq. */
  nextHIT(typeId: string, workerId: string | undefined, after: number): HIT | undefined;
  /** What the worker has accepted and not yet submitted, by deadline. */
  running(workerId: string): WorkerAssignment[];
  /** What the worker has submitted, newest first. */
  submitted(workerId: string, before: WorkerKey | undefined, limit: number): WorkerAssignment[];
  bonuses(workerId: string, assignmentId: string): WorkerBonus[];
  earnings(workerId: string): Earnings;
}
