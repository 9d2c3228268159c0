/** What sends a client's requests: the SDK behind the scheduler. Loaded with the first request. */
import type { MTurkClient as SdkClient } from '@aws-sdk/client-mturk';
import type { CallRecord, ClientLimits, ClientOptions } from './clientOptions.ts';
import { cancelled, ExchangeLimit } from './errors.ts';
import { incompleteAnswer } from './foreignAnswer.ts';
import { type ApiOperation, type Input, isWrite, type Output } from './operations.ts';
import {
  type CallOptions,
  type ExchangeOptions,
  ScheduledCaller,
  type ScheduledOptions,
} from './scheduler/scheduledCaller.ts';
import { Silence } from './silence.ts';
import { toMTurkError } from './thrownErrors.ts';

/** Real time. */
const realRuntime: ScheduledOptions = {
  now: () => performance.now(),
  random: Math.random,
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

const defaultLimits: ClientLimits = { exchange: 60_000, body: 64_000_000, silence: 10_000, hurried: 5_000 };

/** The part of the SDK's generic surface that is used here: a constructor for each operation's command. */
type Commands = Readonly<Record<string, new (input: unknown) => Parameters<SdkClient['send']>[0]>>;

interface Clients {
  readonly reads: SdkClient;
  /** Reads that find out what became of a write: whoever cancels reads still wants to know that. */
  readonly checks: SdkClient;
  readonly writes: SdkClient;
}

export class Connection {
  readonly #options: ClientOptions;
  readonly #limits: ClientLimits;
  readonly #scheduled: ScheduledCaller;
  readonly #silence: Silence;
  #loaded: Promise<Clients & { commands: Commands }> | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    const exchange = { send: this.#send.bind(this) };
    const runtime = options.means ?? realRuntime;
    this.#scheduled = new ScheduledCaller(exchange, runtime);
    this.#silence = new Silence({
      after: runtime.after,
      limit: this.#limits.silence,
      onChange: silent => options.onSilence?.(silent),
      onCancel: reason => this.#scheduled.failReads(operation => toMTurkError(reason, operation)),
    });
  }

  /** Requests a second that the service was found to let through; infinite while there is no limit to be seen. */
  get perSecond(): number {
    return this.#scheduled.perSecond;
  }

  /** See `MTurkClient.call`. */
  call<O extends ApiOperation>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
    return this.#scheduled.call(operation, input, options);
  }

  async #send<O extends ApiOperation>(operation: O, input: Input<O>, options: ExchangeOptions): Promise<Output<O>> {
    const started = performance.now();
    const record = (outcome: CallRecord['outcome'], metadata: Metadata | undefined) =>
      this.#options.onCall?.({
        operation,
        milliseconds: Math.round(performance.now() - started),
        outcome,
        requestId: metadata?.requestId,
      });
    const hurrying = hurriedSignal(options.hurry, this.#limits.hurried);
    const signals = [options.signal, hurrying?.signal].filter(each => each !== undefined);
    try {
      const { reads, checks, writes, commands } = await this.#load();
      const Command = commands[`${operation}Command`];
      if (!Command) throw new Error(`the SDK has no ${operation}`);
      const client = isWrite(operation) ? writes : options.hurry ? checks : reads;
      const send = (): Promise<Output<O> & { $metadata?: Metadata }> =>
        client.send(new Command(input), signals.length > 0 ? { abortSignal: AbortSignal.any(signals) } : {});
      const output = await send().catch((thrown: unknown) => {
        // A wrong clock was refused before anything was done, and the SDK has learnt the service's time from the answer.
        if (clockCorrected(thrown, operation)) return send();
        throw thrown;
      });
      const foreign = incompleteAnswer(operation, output);
      if (foreign) throw foreign;
      record('ok', output.$metadata);
      return output;
    } catch (thrown) {
      const ended = hurrying?.signal.aborted ? hurrying.signal.reason : thrown;
      const error = options.signal?.aborted ? cancelled(operation, thrown) : toMTurkError(ended, operation);
      record({ kind: error.kind, words: error.words }, (thrown as { $metadata?: Metadata } | undefined)?.$metadata);
      throw error;
    } finally {
      hurrying?.dispose();
    }
  }

  /** Ends idle connections. Calls under way go on. */
  dispose(): void {
    this.#loaded?.then(
      ({ reads, checks, writes }) => {
        for (const client of [reads, checks, writes]) client.destroy();
      },
      () => {},
    );
  }

  #load() {
    this.#loaded ??= import('./sdk.ts').then(({ mturk, agentsFor, BoundedHandler, checkService }) => {
      const network = this.#options.network?.();
      const configuration = {
        endpoint: this.#options.endpoint,
        region: 'us-east-1',
        credentials: this.#options.credentials,
      };
      // Their own connections: a write should not meet one that went stale behind a read.
      const requestHandler = (silence?: Silence) =>
        new BoundedHandler(
          this.#limits,
          {
            connectionTimeout: 5_000,
            requestTimeout: 30_000,
            throwOnRequestTimeout: true,
            ...(network ? agentsFor(this.#options.endpoint, network) : {}),
          },
          checkService,
          silence,
        );
      const client = (silence?: Silence) =>
        new mturk.MTurkClient({ ...configuration, requestHandler: requestHandler(silence), maxAttempts: 1 });
      return {
        reads: client(this.#silence),
        checks: client(),
        writes: client(),
        commands: mturk as unknown as Commands,
      };
    });
    return this.#loaded;
  }
}

function clockCorrected(thrown: unknown, operation: ApiOperation): boolean {
  const corrected = (thrown as { $metadata?: Metadata } | undefined)?.$metadata?.clockSkewCorrected === true;
  return corrected && toMTurkError(thrown, operation).kind === 'clockSkew';
}

/** Aborts so many milliseconds after the other signal did, or after now if it did before. */
function hurriedSignal(hurry: AbortSignal | undefined, left: number) {
  if (!hurry) return undefined;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(
      () => controller.abort(new ExchangeLimit(`it was canceled, and no answer came within ${left / 1000} s`)),
      left,
    );
  };
  if (hurry.aborted) start();
  else hurry.addEventListener('abort', start, { once: true });
  return {
    signal: controller.signal,
    dispose: () => {
      clearTimeout(timer);
      hurry.removeEventListener('abort', start);
    },
  };
}

interface Metadata {
  readonly clockSkewCorrected?: boolean;
  readonly requestId?: string;
}
