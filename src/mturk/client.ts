/** The client for one endpoint and one identity. Loads the SDK on first use; knows nothing of profiles or of VS Code. */
import type { MTurkClient as SdkClient } from '@aws-sdk/client-mturk';
import { MTurkError, toMTurkError } from './errors.ts';
import type { NetworkSettings } from './network.ts';
import { type Input, isWrite, type Operation, type Output } from './operations.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they stop to be accepted. */
  readonly expiration?: Date;
}

/** One request as the log shows it. Carries no input, no keys, no signature. */
export interface CallRecord {
  readonly operation: Operation;
  readonly milliseconds: number;
  /** `ok`, or the error's kind with the service's words. */
  readonly outcome: 'ok' | { readonly kind: MTurkError['kind']; readonly words: string };
  readonly requestId: string | undefined;
  readonly attempts: number;
}

export interface ClientOptions {
  /** URL of any service that speaks the API (§1). */
  readonly endpoint: string;
  /** Asked on first use and when the SDK wants fresh ones. Throw to say that there are none. */
  readonly credentials: () => Promise<Credentials>;
  readonly onCall?: (record: CallRecord) => void;
  /** The way to the endpoint; straight and strict if not given. Asked on first use. */
  readonly network?: () => NetworkSettings;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The part of the SDK's generic surface that is used here: a constructor for each operation's command. */
type Commands = Readonly<Record<string, new (input: unknown) => Parameters<SdkClient['send']>[0]>>;

export class MTurkClient {
  readonly endpoint: string;
  readonly #options: ClientOptions;
  #loaded: Promise<{ reads: SdkClient; writes: SdkClient; commands: Commands }> | undefined;

  constructor(options: ClientOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
  }

  /**
   * Sends one operation (§3). Reads are retried by the SDK, three attempts; a write is sent once, because only its caller
   * knows whether it may be repeated. Throws {@link MTurkError}.
   */
  async call<O extends Operation>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
    const started = performance.now();
    const record = (outcome: CallRecord['outcome'], metadata: Metadata | undefined) =>
      this.#options.onCall?.({
        operation,
        milliseconds: Math.round(performance.now() - started),
        outcome,
        requestId: metadata?.requestId,
        attempts: metadata?.attempts ?? 1,
      });
    try {
      const { reads, writes, commands } = await this.#load();
      const Command = commands[`${operation}Command`];
      if (!Command) throw new Error(`the SDK has no ${operation}`);
      const client = isWrite(operation) ? writes : reads;
      const send = (): Promise<Output<O> & { $metadata?: Metadata }> =>
        client.send(new Command(input), options.signal ? { abortSignal: options.signal } : {});
      const output = await send().catch((thrown: unknown) => {
        // A wrong clock was refused before anything was done, and the SDK has learnt the service's time from the answer.
        if (isWrite(operation) && clockCorrected(thrown, operation)) return send();
        throw thrown;
      });
      record('ok', output.$metadata);
      return output;
    } catch (thrown) {
      const error = options.signal?.aborted
        ? new MTurkError({ kind: 'cancelled', operation, words: 'cancelled', code: 'AbortError' }, thrown)
        : toMTurkError(thrown, operation);
      record({ kind: error.kind, words: error.words }, (thrown as { $metadata?: Metadata } | undefined)?.$metadata);
      throw error;
    }
  }

  /** Ends idle connections. Calls under way go on. */
  dispose(): void {
    this.#loaded?.then(
      ({ reads, writes }) => {
        reads.destroy();
        writes.destroy();
      },
      () => {},
    );
  }

  #load() {
    this.#loaded ??= import('./sdk.ts').then(({ mturk, agentsFor }) => {
      const network = this.#options.network?.();
      const configuration = {
        endpoint: this.endpoint,
        region: 'us-east-1',
        credentials: this.#options.credentials,
        requestHandler: {
          connectionTimeout: 5_000,
          requestTimeout: 30_000,
          throwOnRequestTimeout: true,
          ...(network ? agentsFor(this.endpoint, network) : {}),
        },
      };
      return {
        reads: new mturk.MTurkClient({ ...configuration, maxAttempts: 3 }),
        writes: new mturk.MTurkClient({ ...configuration, maxAttempts: 1 }),
        commands: mturk as unknown as Commands,
      };
    });
    return this.#loaded;
  }
}

function clockCorrected(thrown: unknown, operation: Operation): boolean {
  const corrected = (thrown as { $metadata?: Metadata } | undefined)?.$metadata?.clockSkewCorrected === true;
  return corrected && toMTurkError(thrown, operation).kind === 'clockSkew';
}

interface Metadata {
  readonly clockSkewCorrected?: boolean;
  readonly requestId?: string;
  readonly attempts?: number;
}
