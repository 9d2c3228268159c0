/** The names of qualification types, each asked for once (GetQualificationType, reference.md §3.4). */
import type { MTurkClient } from '../mturk/client.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';
import { systemQualificationName } from '../mturk/systemQualifications.ts';
import { asError } from './freshness.ts';

export class QualificationTypes {
  readonly #client: MTurkClient;
  readonly #signal: AbortSignal;
  /** Empty for one that the service does not tell of. */
  readonly #names = new Map<string, string>();

  /** `signal` ends what is under way. */
  constructor(client: MTurkClient, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
  }

  /** The service's own types have names without asking; `undefined` for one that was not read, or has none. */
  name(id: string): string | undefined {
    return systemQualificationName(id) ?? (this.#names.get(id) || undefined);
  }

  /** Reads the names that are not known yet. Never rejects: what was refused is not asked for again, what failed is. */
  async read(ids: Iterable<string>): Promise<void> {
    const unknown = new Set([...ids].filter(id => systemQualificationName(id) === undefined && !this.#names.has(id)));
    await inOrder(unknown, id => this.#read(id));
  }

  async #read(id: string): Promise<void> {
    if (this.#names.has(id)) return;
    try {
      const input = { QualificationTypeId: id };
      const { QualificationType } = await this.#client.call('GetQualificationType', input, {
        signal: this.#signal,
        priority: 'visible',
      });
      this.#names.set(id, QualificationType?.Name ?? '');
    } catch (error) {
      if (asError(error, 'GetQualificationType').kind === 'refused') this.#names.set(id, '');
    }
  }
}
