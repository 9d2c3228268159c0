/** What the page saves while it is hidden and over a reload: which HIT it shows, what the reader opened and how far down. Never data. */
import { assignmentsStep, type HITContract, type HITPanelIdentity, readIdentity } from '../../panels/hit/contract.ts';
import type { Host } from '../base/host.ts';

export interface HITPageState {
  readonly isExpanded: (key: string) => boolean;
  readonly toggleExpanded: (key: string) => void;
  readonly shown: () => number;
  readonly setShown: (count: number) => void;
  readonly setIdentity: (identity: HITPanelIdentity) => void;
}

export function hitPageState(host: Host<HITContract>): HITPageState {
  const before = record(host.readState());
  let identity = readIdentity(before);
  let shown = typeof before.shown === 'number' ? before.shown : assignmentsStep;
  const expanded = new Set(
    Array.isArray(before.expanded) ? before.expanded.filter(each => typeof each === 'string') : [],
  );
  const save = () => host.saveState({ ...identity, shown, expanded: [...expanded] });
  return {
    isExpanded: key => expanded.has(key),
    toggleExpanded: key => {
      if (!expanded.delete(key)) expanded.add(key);
      save();
    },
    shown: () => shown,
    setShown: count => {
      shown = count;
      save();
    },
    setIdentity: next => {
      if (identity?.hitId === next.hitId && identity.profileId === next.profileId) return;
      identity = next;
      save();
    },
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
