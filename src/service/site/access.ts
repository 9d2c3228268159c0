/** What a worker may do with a HIT type, and why not (mturk-api.md §6.8). */
import type { Tx } from '../engine.ts';
import type { HITType } from '../storage/rows.ts';

export interface Requirement {
  /** The rule in words: "HIT approval rate (%) is at least 95". */
  readonly words: string;
  readonly met: boolean;
  /** What the worker has: "Yours is 90". */
  readonly yours: string | undefined;
  /** The type to ask for, where one can be asked for. */
  readonly requestable: string | undefined;
}

export interface Access {
  readonly discover: boolean;
  readonly preview: boolean;
  readonly accept: boolean;
  readonly requirements: readonly Requirement[];
}

export function accessOf(_tx: Tx, _workerId: string | undefined, _type: HITType): Access {
  return { discover: true, preview: true, accept: true, requirements: [] };
}
