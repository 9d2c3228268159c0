/** Faults on demand: what a client must live with, when a test asks for it. Kept in memory only. */
import { diceFor } from '../random.ts';

export const faultKinds = ['throttle', 'serviceFault', 'resetBefore', 'resetAfter'] as const;
/** The resets close the connection without an answer, before the operation has any effect or after its effect is on disk. */
export type FaultKind = (typeof faultKinds)[number];

interface FaultRule {
  /** The name of an operation, or `*` for all. */
  readonly operation: string;
  readonly fault?: FaultKind;
  /** How much later the call is worked on. */
  readonly latencyMs?: number;
  /** How many of the matching calls are hit, 0 to 1; all without it. */
  readonly rate?: number;
  /** How many calls are hit in all; no end without it. */
  readonly count?: number;
}

interface RuleState extends FaultRule {
  /** How many calls it has hit. */
  readonly hits: number;
}

/** What one call meets. */
interface Mishap {
  readonly latencyMs: number;
  readonly fault: FaultKind | undefined;
}

export interface Faults {
  /** Replaces all rules; the same seed and the same calls meet the same faults. */
  set(rules: readonly FaultRule[], seed: number): void;
  read(): RuleState[];
  /** Decides for one call. Rules are asked in their order: delays add up, the first fault counts. */
  draw(operation: string): Mishap;
}

export function createFaults(): Faults {
  let rules: { readonly rule: FaultRule; hits: number }[] = [];
  let dice = diceFor('faults');
  return {
    set: (given, seed) => {
      rules = given.map(rule => ({ rule, hits: 0 }));
      dice = diceFor('faults', seed);
    },
    read: () => rules.map(({ rule, hits }) => ({ ...rule, hits })),
    draw: operation => {
      let latencyMs = 0;
      let fault: FaultKind | undefined;
      for (const state of rules) {
        const { rule, hits } = state;
        if (rule.operation !== '*' && rule.operation !== operation) continue;
        if (rule.fault && fault) continue;
        if (hits >= (rule.count ?? Number.POSITIVE_INFINITY)) continue;
        if (rule.rate !== undefined && !dice.happens(rule.rate)) continue;
        state.hits++;
        latencyMs += rule.latencyMs ?? 0;
        fault ??= rule.fault;
      }
      return { latencyMs, fault };
    },
  };
}
