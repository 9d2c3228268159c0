/** What a client is made of: an endpoint, keys, and what it reports of its calls. */
import type { MTurkError } from './errors.ts';
import type { ExchangeLimits } from './exchange.ts';
import type { NetworkSettings } from './network.ts';
import type { ApiOperation } from './operations.ts';
import type { ScheduledOptions } from './scheduler/scheduledCaller.ts';
import type { Silent } from './silence.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they stop to be accepted. */
  readonly expiration?: Date;
}

/** One request as the log shows it. Carries no input, no keys, no signature. */
export interface CallRecord {
  readonly operation: ApiOperation;
  readonly milliseconds: number;
  /** `ok`, or the error's kind with the service's words. */
  readonly outcome: 'ok' | { readonly kind: MTurkError['kind']; readonly words: string };
  readonly requestId: string | undefined;
}

export interface ClientOptions {
  /** URL of any service that speaks the API (§1). */
  readonly endpoint: string;
  /** Asked on first use and when the SDK wants fresh ones. Throw to say that there are none. */
  readonly credentials: () => Promise<Credentials>;
  readonly onCall?: (record: CallRecord) => void;
  /** Called when reads get no answer for a while, and without a value when that is over. */
  readonly onSilence?: (silent: Silent | undefined) => void;
  /** The way to the endpoint; straight and strict if not given. Asked on first use. */
  readonly network?: () => NetworkSettings;
  readonly limits?: Partial<ClientLimits>;
  /** Time and chance, which tests bring their own of. */
  readonly means?: ScheduledOptions;
}

export interface ClientLimits extends ExchangeLimits {
  /** Without an answer to any read until that is reported, in milliseconds. */
  readonly silence: number;
  /** What a call has left after its `hurry` signal, in milliseconds. */
  readonly hurried: number;
}
