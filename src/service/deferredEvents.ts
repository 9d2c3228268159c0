/** Due events that failed, each left alone until it is to be tried again. Kept in memory only: a restart tries all of them. */
import type { DueEvent, DueKind } from './storage/tableRows.ts';

/** How long what failed is left alone, in ms of the service's time. */
const retryDelay = 3_600_000;
/** Where more than this fail, time is what is broken: nothing more is tried for a while. */
const most = 1000;

type SkippedEvents = ReadonlyMap<DueKind, readonly number[]>;

export interface SetAside {
  add(event: DueEvent, now: number): void;
  /** The seqs to leave out at that time, by kind. */
  at(now: number): SkippedEvents;
  isFull(now: number): boolean;
  clear(): void;
}

export function createSetAside(): SetAside {
  let events: { readonly kind: DueKind; readonly seq: number; readonly until: number }[] = [];
  let byKind = new Map<DueKind, number[]>();
  const drop = (isOver: (until: number) => boolean): void => {
    if (!events.some(({ until }) => isOver(until))) return;
    events = events.filter(({ until }) => !isOver(until));
    byKind = new Map();
    for (const { kind, seq } of events) byKind.set(kind, [...(byKind.get(kind) ?? []), seq]);
  };
  return {
    add: ({ kind, seq }, now) => {
      events.push({ kind, seq, until: now + retryDelay });
      byKind.set(kind, [...(byKind.get(kind) ?? []), seq]);
    },
    at: now => {
      drop(until => until <= now);
      return byKind;
    },
    isFull: now => {
      drop(until => until <= now);
      return events.length >= most;
    },
    clear: () => drop(() => true),
  };
}
