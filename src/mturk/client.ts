/** The client for one endpoint and one identity. Knows nothing of profiles or of VS Code. */
import type { ClientOptions } from './clientOptions.ts';
import type { Connection } from './connection.ts';
import type { ApiOperation, Input, Output } from './operations.ts';
import type { CallOptions } from './scheduler/scheduledCaller.ts';

export type { CallRecord, ClientLimits, ClientOptions, Credentials } from './clientOptions.ts';
export type { CallOptions } from './scheduler/scheduledCaller.ts';

export class MTurkClient {
  readonly endpoint: string;
  readonly #options: ClientOptions;
  #loading: Promise<Connection> | undefined;
  #connection: Connection | undefined;

  constructor(options: ClientOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
  }

  /** Requests a second that the service was found to let through; infinite while there is no limit to be seen. */
  get perSecond(): number {
    return this.#connection?.perSecond ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Sends one operation (reference.md §3) when its turn comes. A read is repeated while nothing came of it; a write is sent
   * once, because only its caller knows whether it may be repeated. Throws an `MTurkError`.
   */
  async call<O extends ApiOperation>(operation: O, input: Input<O>, options: CallOptions = {}): Promise<Output<O>> {
    const connection = this.#connection ?? (await this.#connect());
    return connection.call(operation, input, options);
  }

  /** Ends idle connections. Calls under way go on. */
  dispose(): void {
    this.#loading?.then(
      connection => connection.dispose(),
      () => {},
    );
  }

  #connect(): Promise<Connection> {
    this.#loading ??= import('./connection.ts').then(({ Connection }) => {
      this.#connection = new Connection(this.#options);
      return this.#connection;
    });
    return this.#loading;
  }
}
