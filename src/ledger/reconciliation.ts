/** Asking about the items of a plan, so that no trace of an operation is taken for two items. */
import type { ApiOperation } from '../mturk/operations.ts';
import type { Caller } from './caller.ts';
import { clockTolerance } from './clocks.ts';
import type { Decider } from './decidedText.ts';
import { decidersOf } from './deciders.ts';
import type { Circumstances, Claim, Finding } from './finding.ts';
import type { Journal } from './journal.ts';
import type { Operation } from './ledgerOperations.ts';
import { isDone } from './outcome.ts';
import { type Item, isFinal, type Plan } from './planState.ts';
import { definitionOf } from './verbs/list.ts';

export class Reconciliation {
  readonly #journal: Journal;
  readonly #plan: Plan;
  readonly #client: Caller;
  readonly #now: () => number;
  #last: Promise<unknown> = Promise.resolve();
  #deciders: ReadonlyMap<string, Decider> | undefined;

  constructor(journal: Journal, plan: Plan, client: Caller, now: () => number) {
    this.#journal = journal;
    this.#plan = plan;
    this.#client = client;
    this.#now = now;
  }

  /** One that reads each list only once: for many questions, while nothing is sent. */
  remembering(): Reconciliation {
    return new Reconciliation(this.#journal, this.#plan, remember(this.#client), this.#now);
  }

  /** Asks, and lets `conclude` write down what follows before the next item of this kind is asked about. */
  ask(item: Item, conclude: (finding: Finding) => Promise<unknown>): Promise<Finding> {
    const job = async () => {
      const finding = await definitionOf(item.operation).find(this.#client, item.operation, this.#circumstances(item));
      await conclude(finding);
      return finding;
    };
    if (traceOf(item.operation) === undefined) return job();
    const result = this.#last.then(job);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Whether another item of the plan is open that would leave the same trace. */
  hasTwin(item: Item): boolean {
    const trace = traceOf(item.operation);
    return (
      trace !== undefined &&
      this.#plan.items.some(other => other !== item && !isFinal(other) && traceOf(other.operation) === trace)
    );
  }

  /** Whether what was found is the effect of this item, as far as its marks and its time show. */
  isOurs(item: Item, { at, marks }: Extract<Finding, { found: 'happened' }>): boolean {
    if (marks === 'other') return false;
    return at === undefined || at >= this.#since(item) - clockTolerance;
  }

  #since(item: Item): number {
    return item.sentSince ?? this.#plan.header.at;
  }

  #circumstances(item: Item): Circumstances {
    const claims: Claim[] = [];
    const knownHITs = new Set<string>();
    const trace = traceOf(item.operation);
    if (trace !== undefined)
      for (const { header, items } of this.#journal.plans)
        for (const other of items) {
          const { outcome } = other;
          // What another plan did has its trace from there.
          if (other === item || !outcome || !isDone(outcome) || outcome.elsewhere) continue;
          if (outcome.created) knownHITs.add(outcome.created);
          if (traceOf(other.operation) === trace)
            claims.push({ since: other.sentSince ?? header.at, until: outcome.at });
        }
    return {
      since: this.#since(item),
      planned: this.#plan.header.at,
      claims,
      decider: this.#deciderOf(item),
      knownHITs,
      now: this.#now(),
    };
  }

  /** No other plan of another window can decide anything while this one is run. */
  #deciderOf({ operation }: Item): Decider | undefined {
    if (!('assignmentId' in operation)) return undefined;
    this.#deciders ??= decidersOf(this.#journal.plans);
    return this.#deciders.get(operation.assignmentId);
  }
}

/** What the service shows of an operation, where other operations may show the same. */
function traceOf(operation: Operation): string | undefined {
  const trace = definitionOf(operation).trace?.(operation);
  return trace && JSON.stringify(trace);
}

/** A client that returns the same answer to the same request. */
function remember(client: Caller): Caller {
  const answers = new Map<string, Promise<unknown>>();
  const call = (operation: ApiOperation, input: unknown) => {
    const question = `${operation} ${JSON.stringify(input)}`;
    const known = answers.get(question) ?? client.call(operation, input as Parameters<Caller['call']>[1]);
    answers.set(question, known);
    return known;
  };
  return { endpoint: client.endpoint, call: call as Caller['call'] };
}
