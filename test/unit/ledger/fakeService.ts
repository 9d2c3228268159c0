/**
 * A service in memory that does what the ledger asks of it, remembers tokens for 24 hours, and counts every effect. Its
 * requests can be slowed down, fail, or be lost before or after their effect.
 */

import type { Caller } from '../../../src/ledger/requests.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import type { ApiOperation } from '../../../src/mturk/operations.ts';

export const mishaps = ['none', 'throttle', 'failBefore', 'failAfter', 'lostBefore', 'lostAfter'] as const;
export type Mishap = (typeof mishaps)[number];

const tokenLifetime = 24 * 3600 * 1000;

type Input = Readonly<Record<string, unknown>>;

export class FakeService {
  readonly endpoint = 'http://fake';
  readonly bonuses: { AssignmentId: string; BonusAmount: string; Reason: string; GrantTime: Date }[] = [];
  readonly hits: {
    HITId: string;
    Title: string;
    RequesterAnnotation: string;
    MaxAssignments: number;
    CreationTime: Date;
  }[] = [];
  readonly messages: string[] = [];
  readonly approvals = new Map<string, number>();
  /** Approvals that the service refused because they had happened. */
  #tokens = new Map<string, { readonly at: number; readonly id: string }>();
  readonly #now: () => number;
  readonly #mishap: () => Mishap;

  constructor(now: () => number, mishap: () => Mishap) {
    this.#now = now;
    this.#mishap = mishap;
  }

  /** A client of a process; `alive` rejects for ever once the process is dead. */
  client(step: () => Promise<void>): Caller {
    const call = async (operation: ApiOperation, input: Input) => {
      await step();
      const mishap = this.#mishap();
      if (mishap === 'throttle') throw failure(operation, 'throttled', 'Rate exceeded');
      if (mishap === 'failBefore') throw failure(operation, 'serviceFault', 'internal');
      if (mishap === 'lostBefore') throw failure(operation, 'unreachable', 'socket hang up', 'ECONNRESET');
      const answer = this.#answer(operation, input);
      await step();
      if (mishap === 'failAfter') throw failure(operation, 'serviceFault', 'internal');
      if (mishap === 'lostAfter') throw failure(operation, 'unreachable', 'socket hang up', 'ECONNRESET');
      return answer;
    };
    return { endpoint: this.endpoint, call: call as unknown as Caller['call'] };
  }

  #answer(operation: ApiOperation, input: Input): unknown {
    const now = this.#now();
    const text = (name: string) => String(input[name] ?? '');
    switch (operation) {
      case 'SendBonus': {
        const used = this.#used(text('UniqueRequestToken'));
        if (used)
          throw refusal(operation, `The idempotency token "${text('UniqueRequestToken')}" has already been processed.`);
        const { AssignmentId, BonusAmount, Reason } = input as Record<string, string>;
        this.bonuses.push({ AssignmentId, BonusAmount, Reason, GrantTime: new Date(now) } as FakeService['bonuses'][0]);
        this.#remember(text('UniqueRequestToken'), '');
        return {};
      }
      case 'ListBonusPayments':
        return { BonusPayments: this.bonuses.filter(({ AssignmentId }) => AssignmentId === input.AssignmentId) };
      case 'CreateHIT': {
        const used = this.#used(text('UniqueRequestToken'));
        if (used) throw refusal(operation, `The HIT with ID "${used.id}" already exists.`);
        const HITId = `3HIT${this.hits.length}`;
        const { Title, RequesterAnnotation } = input as Record<string, string>;
        this.hits.push({
          HITId,
          Title,
          RequesterAnnotation,
          MaxAssignments: 1,
          CreationTime: new Date(now),
        } as FakeService['hits'][0]);
        this.#remember(text('UniqueRequestToken'), HITId);
        return { HIT: { HITId } };
      }
      case 'ListHITs':
        return { HITs: this.hits };
      case 'ApproveAssignment': {
        const id = text('AssignmentId');
        if (this.approvals.has(id))
          throw refusal(
            operation,
            'This operation can be called with a status of: Submitted',
            'InvalidAssignmentState',
          );
        this.approvals.set(id, now);
        return {};
      }
      case 'GetAssignment': {
        const at = this.approvals.get(text('AssignmentId'));
        const Assignment =
          at === undefined
            ? { AssignmentStatus: 'Submitted' }
            : { AssignmentStatus: 'Approved', ApprovalTime: new Date(at) };
        return { Assignment };
      }
      case 'NotifyWorkers':
        this.messages.push(text('Subject'));
        return { NotifyWorkersFailureStatuses: [] };
      default:
        throw new Error(`the fake service has no ${operation}`);
    }
  }

  #used(token: string) {
    const used = this.#tokens.get(token);
    return used && this.#now() - used.at < tokenLifetime ? used : undefined;
  }

  #remember(token: string, id: string): void {
    this.#tokens.set(token, { at: this.#now(), id });
  }
}

function failure(operation: ApiOperation, kind: MTurkError['kind'], words: string, code: string = kind): MTurkError {
  return new MTurkError({ kind, operation, words, code });
}

function refusal(operation: ApiOperation, words: string, turkErrorCode?: string): MTurkError {
  return new MTurkError({
    kind: 'refused',
    operation,
    words,
    code: 'RequestError',
    ...(turkErrorCode ? { turkErrorCode } : {}),
  });
}
