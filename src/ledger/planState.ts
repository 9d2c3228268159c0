/** What the lines of a journal add up to: each plan with its items and where they stand. */
import type { Instant } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';
import type { Operation } from './ledgerOperations.ts';
import type { Line, OutcomeLine, PlanHeader } from './records.ts';

export interface Item {
  readonly index: number;
  readonly operation: Operation;
  readonly pay: Cents;
  readonly fees: Cents;
  /** Since when it may have been sent; nothing if it surely had no effect so far. */
  readonly sentSince: Instant | undefined;
  readonly outcome: OutcomeLine | undefined;
}

export interface Plan {
  readonly header: PlanHeader;
  readonly items: readonly Item[];
  readonly dropped: Instant | undefined;
}

/** Nothing more will be done about it by itself: done, failed or unknown. */
export function isFinal({ outcome }: Item): boolean {
  return outcome !== undefined && outcome.result !== 'notSent';
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface Growing {
  header: PlanHeader;
  items: Writable<Item>[];
  dropped: Instant | undefined;
}

export class Plans {
  readonly #all = new Map<string, Growing>();

  /** The plan of an id, once its intent is complete. */
  get(id: string): Plan | undefined {
    const plan = this.#all.get(id);
    return plan && isComplete(plan) ? plan : undefined;
  }

  /** Complete plans, oldest first. One whose intent was cut off was never begun, and is left out. */
  *[Symbol.iterator](): Generator<Plan> {
    for (const plan of this.#all.values()) if (isComplete(plan)) yield plan;
  }

  /** Adds a line. Answers with words if it does not fit those before it. */
  add(line: Line): string | undefined {
    if (line.record === 'plan') {
      // One that was cut off may be written once more.
      if (this.get(line.plan)) return `plan ${line.plan} is there twice`;
      this.#all.delete(line.plan);
      this.#all.set(line.plan, { header: line, items: [], dropped: undefined });
      return undefined;
    }
    const plan = this.#all.get(line.plan);
    if (!plan) return `a line “${line.record}” belongs to a plan that is not there`;
    switch (line.record) {
      case 'item':
        if (line.item !== plan.items.length) return `item ${line.item} of plan ${line.plan} is out of order`;
        plan.items.push({
          index: line.item,
          operation: line.operation,
          pay: line.pay,
          fees: line.fees,
          sentSince: undefined,
          outcome: undefined,
        });
        return undefined;
      case 'sending':
        for (const index of line.items) {
          const item = plan.items[index];
          if (item) item.sentSince ??= line.at;
        }
        return undefined;
      case 'outcome': {
        const item = plan.items[line.item];
        if (!item) return `an outcome belongs to item ${line.item} of plan ${line.plan}, which is not there`;
        item.outcome = line;
        if (hadNoEffect(line)) item.sentSince = undefined;
        return undefined;
      }
      case 'narrowed': {
        const item = plan.items[line.item];
        if (item?.operation.verb === 'message') item.operation = { ...item.operation, workerIds: [...line.workerIds] };
        return undefined;
      }
      case 'retry':
        for (const index of line.items) {
          const item = plan.items[index];
          if (item?.outcome?.result === 'failed') item.outcome = undefined;
        }
        return undefined;
      case 'dropped':
        plan.dropped = line.at;
        return undefined;
    }
  }
}

function hadNoEffect({ result, sure }: OutcomeLine): boolean {
  return result === 'notSent' || (result === 'failed' && sure === true);
}

function isComplete(plan: Growing): boolean {
  return plan.items.length === plan.header.count;
}
