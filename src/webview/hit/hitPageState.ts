/** What the page keeps over being hidden and over a reload: who it is, what the reader opened and how far down. Never data. */
import { assignmentsStep, type HITContract, type HITPanelIdentity, readIdentity } from '../../panels/hit/contract.ts';
import type { Host } from '../base/host.ts';

export interface KeptState {
  readonly isExpanded: (key: string) => boolean;
  readonly toggleExpanded: (key: string) => void;
  readonly shown: () => number;
  readonly keepShown: (count: number) => void;
  readonly keepIdentity: (identity: HITPanelIdentity) => void;
}

export function keptState(host: Host<HITContract>): KeptState {
  const before = record(host.readState());
  let identity = readIdentity(before);
  let shown = typeof before.shown === 'number' ? before.shown : assignmentsStep;
  const expanded = new Set(
    Array.isArray(before.expanded) ? before.expanded.filter(each => typeof each === 'string') : [],
  );
  const keep = () => host.keepState({ ...identity, shown, expanded: [...expanded] });
  return {
    isExpanded: key => expanded.has(key),
    toggleExpanded: key => {
      if (!expanded.delete(key)) expanded.add(key);
      keep();
    },
    shown: () => shown,
    keepShown: count => {
      shown = count;
      keep();
    },
    keepIdentity: next => {
      if (identity?.hitId === next.hitId && identity.profileId === next.profileId) return;
      identity = next;
      keep();
    },
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
