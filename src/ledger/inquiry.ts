/** Asking about the items of a plan, so that no trace of an act is taken for two items. */
import type { Operation } from '../mturk/operations.ts';
import type { Act } from './acts.ts';
import { ask, type Circumstances, clockTolerance, type Finding } from './ask.ts';
import type { Journal } from './journal.ts';
import type { Item, Plan } from './planState.ts';
import type { Caller } from './requests.ts';

export class Inquiry {
  readonly #journal: Journal;
  readonly #plan: Plan;
  readonly #client: Caller;
  readonly #now: () => number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(journal: Journal, plan: Plan, client: Caller, now: () => number) {
    this.#journal = journal;
    this.#plan = plan;
    this.#client = client;
    this.#now = now;
  }

  /** One that reads each list only once: for many questions, while nothing is sent. */
  remembering(): Inquiry {
    return new Inquiry(this.#journal, this.#plan, remember(this.#client), this.#now);
  }

  /** Asks, and lets `conclude` write down what follows before the next item of this kind is asked about. */
  ask(item: Item, conclude: (finding: Finding) => Promise<unknown>): Promise<Finding> {
    const job = async () => {
      const finding = await ask(this.#client, item.act, this.#circumstances(item));
      await conclude(finding);
      return finding;
    };
    if (!leavesSharedTraces(item.act)) return job();
    const result = this.#last.then(job);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Whether what was found is the effect of this item, as far as its marks and its time tell. */
  isOurs(item: Item, { at, marks }: Extract<Finding, { found: 'happened' }>): boolean {
    if (marks === 'other') return false;
    return at === undefined || at >= this.#since(item) - clockTolerance;
  }

  #since(item: Item): number {
    return item.sentSince ?? this.#plan.header.at;
  }

  #circumstances(item: Item): Circumstances {
    const claims: number[] = [];
    const knownHITs = new Set<string>();
    if (leavesSharedTraces(item.act))
      for (const { items } of this.#journal.plans)
        for (const other of items) {
          const { outcome } = other;
          if (other === item || !outcome || (outcome.result !== 'done' && outcome.result !== 'alreadyDone')) continue;
          if (outcome.created) knownHITs.add(outcome.created);
          if (isEqualBonus(item.act, other.act)) claims.push(outcome.at);
        }
    return { since: this.#since(item), planned: this.#plan.header.at, claims, knownHITs, now: this.#now() };
  }
}

function leavesSharedTraces({ verb }: Act): boolean {
  return verb === 'bonus' || verb === 'createHIT' || verb === 'createHITWithType';
}

function isEqualBonus(one: Act, other: Act): boolean {
  return (
    one.verb === 'bonus' &&
    other.verb === 'bonus' &&
    one.assignmentId === other.assignmentId &&
    one.amount === other.amount &&
    one.reason === other.reason
  );
}

/** A client that gives the same answer to the same question. */
function remember(client: Caller): Caller {
  const answers = new Map<string, Promise<unknown>>();
  const call = (operation: Operation, input: unknown) => {
    const question = `${operation} ${JSON.stringify(input)}`;
    const known = answers.get(question) ?? client.call(operation, input as Parameters<Caller['call']>[1]);
    answers.set(question, known);
    return known;
  };
  return { endpoint: client.endpoint, call: call as Caller['call'] };
}
