/**
 * Sends what is in the outbox, each message at least once: it is removed only after its receiver took it. What fails is sent again
 * later, by the service's clock.
 */
import type { Tx } from '../domain/tx.ts';
import type { Engine } from '../engine.ts';
import type { Message, Transport } from '../storage/notifications.ts';
import type { Requester } from '../storage/tableRows.ts';
import { createPost, DeliveryRefused, type Endpoints, endpointOf, type Post } from './post.ts';

/** Messages under way at the same time. */
const batchSize = 16;
/** ms; doubled with every attempt. */
const firstDelay = 1000;
const longestDelay = 3_600_000;
/** What nobody took after so long is given up. */
const longestEffort = 3 * 86_400_000;

interface Sender {
  readonly post: Post;
  /** Ends what is under way; it stays in the outbox. Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

interface SenderOptions {
  readonly engine: Engine;
  readonly endpoints: Endpoints;
  /** Wall time in ms, for signatures. */
  readonly wall: () => number;
  /** Told of failures that no caller sees. */
  readonly report: (error: unknown) => void;
}

/** Transports whose messages leave the service. */
export function outgoingOf(endpoints: Endpoints): ReadonlySet<Transport> {
  const transports: readonly Transport[] = ['SQS', 'SNS'];
  return new Set(transports.filter(transport => endpointOf(endpoints, transport) !== undefined));
}

/** Starts sending: at once what an earlier process left, then whatever comes in. */
export function startSender({ engine, endpoints, wall, report }: SenderOptions): Sender {
  const end = new AbortController();
  const post = createPost(endpoints, wall, end.signal);
  let running: Promise<void> | undefined;
  let asked = false;

  const sendAll = async (): Promise<void> => {
    while (asked && !end.signal.aborted) {
      asked = false;
      while (!end.signal.aborted && (await sendBatch(engine, post, end.signal)) > 0);
    }
  };
  const start = (): void => {
    asked = true;
    running ??= sendAll()
      .catch(report)
      .finally(() => {
        running = undefined;
        // Something may have come in between its last look and now.
        if (asked && !end.signal.aborted) start();
      });
  };

  engine.onPost(start);
  if (outgoingOf(endpoints).size > 0) start();
  return {
    post,
    stop: async () => {
      end.abort();
      await running;
    },
  };
}

/** Gives how many it tried. */
async function sendBatch(engine: Engine, post: Post, signal: AbortSignal): Promise<number> {
  const batch = await engine.run(tx =>
    tx.store.messages.list('ready', 0, batchSize).map(message => ({ message, requester: requesterOf(tx, message) })),
  );
  if (batch.length === 0) return 0;
  const outcomes = await Promise.all(
    batch.map(async ({ message, requester }) => ({ message, refusal: await refusalOf(post, message, requester) })),
  );
  const settled = outcomes.filter(({ refusal }) => refusal === undefined || !signal.aborted);
  await engine.run(tx => {
    for (const { message, refusal } of settled) settle(tx, message, refusal);
  });
  return batch.length;
}

function requesterOf(tx: Tx, message: Message): Requester {
  const requester = tx.store.requesters.get(message.requesterId);
  if (!requester) throw new Error(`message ${message.seq} has no requester`);
  return requester;
}

/** Why the message was not taken; undefined when it was. */
async function refusalOf(post: Post, message: Message, requester: Requester): Promise<string | undefined> {
  try {
    await post(message, requester);
    return undefined;
  } catch (error) {
    if (error instanceof DeliveryRefused) return error.message;
    throw error;
  }
}

function settle(tx: Tx, message: Message, refusal: string | undefined): void {
  const { messages } = tx.store;
  if (refusal === undefined) {
    messages.remove(message.seq);
    return;
  }
  const next = tx.now + Math.min(firstDelay * 2 ** message.attempts, longestDelay);
  messages.putOff(message.seq, refusal, next - message.created > longestEffort ? undefined : next);
}
