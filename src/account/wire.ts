/** What the service itself says of one HIT or assignment, in its own names, for those who want to see that and not our reading of it. */
import type { CallOptions, MTurkClient } from '../mturk/client.ts';

/** Values as JSON has them; times are ISO 8601 texts. */
export type WireJSON = Readonly<Record<string, unknown>>;

/** Reads afresh each time: nothing is kept. */
export class Wire {
  readonly #client: MTurkClient;
  readonly #ended: AbortSignal;

  /** `ended` cancels what is under way. */
  constructor(client: MTurkClient, ended: AbortSignal) {
    this.#client = client;
    this.#ended = ended;
  }

  /** What GetHIT gives (reference.md §3.1, §6.1): `{ HIT: … }`, question and all. Rejects with MTurkError. */
  async hit(hitId: string, { signal }: CallOptions = {}): Promise<WireJSON> {
    return jsonOf(
      await this.#client.call('GetHIT', { HITId: hitId }, { signal: this.#either(signal), priority: 'userRead' }),
    );
  }

  /** What GetAssignment gives (§3.2, §6.2): `{ Assignment: …, HIT: … }`, answer and question and all. Rejects with MTurkError. */
  async assignment(assignmentId: string, { signal }: CallOptions = {}): Promise<WireJSON> {
    const input = { AssignmentId: assignmentId };
    return jsonOf(
      await this.#client.call('GetAssignment', input, { signal: this.#either(signal), priority: 'userRead' }),
    );
  }

  #either(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([this.#ended, signal]) : this.#ended;
  }
}

/** An output of the SDK without what the SDK adds about the call. */
function jsonOf(output: object): WireJSON {
  const { $metadata: _, ...said }: Record<string, unknown> = { ...output };
  return JSON.parse(JSON.stringify(said));
}
