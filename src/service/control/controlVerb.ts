/** What a verb of the control API is. */
import * as v from 'valibot';
import type { Engine } from '../engine.ts';
import type { Preview } from '../site/preview/preview.ts';
import type { Requester } from '../storage/tableRows.ts';
import type { StateRow } from '../storage/transfer.ts';
import type { Faults } from '../wire/faults.ts';
import type { Limits } from '../wire/requestRate.ts';
import type { Stats } from '../wire/stats.ts';

/** What the control API acts on. */
export interface Controlled {
  readonly engine: Engine;
  readonly stats: Stats;
  readonly faults: Faults;
  readonly limits: Limits;
  /** The requester whose keys the service was started with; the verbs act for this one. */
  requester(): Requester;
  /** A seed that nobody has seen. */
  drawSeed(): number;
  /** How many streams are attached. */
  attached(): number;
  /** The ID of the data that is served: another one after a reset or an import. */
  dataSet(): string;
  reset(seed: 'none' | 'sample'): Promise<void>;
  /** Takes over another service's state into this empty one. Rejects with TransferRefusal, or ControlError when it isn't empty. */
  replace(rows: Iterable<StateRow>): Promise<void>;
  /** Of a service that an editor's preview shows. */
  readonly preview: PreviewControl | undefined;
}

export interface PreviewControl extends Preview {
  /** Lets the service go by another host name, too. */
  allowHost(name: string): void;
  /** The origin of this machine that serves a page through a mirror, if one does. */
  mirrorOf(page: URL): Promise<string | undefined>;
}

/** A verb: what it takes, checked, and what it gives. */
interface Verb {
  readonly input: v.GenericSchema;
  readonly run: (service: Controlled, input: unknown) => Promise<unknown>;
}

export type Verbs = Readonly<Record<string, Verb>>;

export function verb<S extends v.GenericSchema>(
  input: S,
  run: (service: Controlled, input: v.InferOutput<S>) => Promise<unknown>,
): Verb {
  return { input, run: (service, given) => run(service, given as v.InferOutput<S>) };
}

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** The place a page starts after; 0 is the beginning. */
export const cursor = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);
export const limit = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)), 100);
