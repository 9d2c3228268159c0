/** What a verb is: its request, its cost, its rule, its reversal. One file a verb; all unions and tables are derived from their list. */
import type * as v from 'valibot';
import type { Cost } from '../../mturk/fees.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import type { Cents } from '../../mturk/money.ts';
import type { ApiOperation, Input } from '../../mturk/operations.ts';
import type { Verdict } from '../../mturk/verdict.ts';
import type { Caller, WriteAnswer } from '../caller.ts';
import type { Circumstances, Finding } from '../finding.ts';

/** What would take something back, as JSON of another verb. */
export interface Reversal {
  /** For a button: "Unblock". */
  readonly label: string;
  readonly operation: { readonly verb: string } & Readonly<Record<string, unknown>>;
}

/** When something was done, and what it created. */
export interface Done {
  readonly at: Instant;
  readonly created?: string | undefined;
}

/** What was missed, where an answer says that the request was not done for all, or for none. */
export interface Shortfall {
  readonly words: string;
  readonly entirely: boolean;
  readonly missed: readonly MissedWorker[];
}

/** A worker whom a message did not reach. */
export interface MissedWorker {
  readonly workerId: string;
  /** Whether the same message may reach them later. */
  readonly soft: boolean;
  readonly reason: string;
}

/** The last read state of what an operation acts on. A part that was not read forbids nothing: then the service decides. */
export interface TargetState {
  readonly now: Instant;
  readonly hit?: HIT | undefined;
  readonly assignment?: Assignment | undefined;
  /** IDs of the HIT's assignments pending review. */
  readonly submitted?: readonly string[];
  /** Whether the requester owns the qualification type. */
  readonly ownType?: boolean;
  readonly worker?: {
    /** The reason of the worker's block. */
    readonly blockedFor: string | undefined;
    /** Whether the worker did work for the requester. */
    readonly hasWork: boolean;
  };
}

/** `A` is what the journal holds of it, which includes the verb's name; `O` the operation that it is. */
export interface VerbDefinition<A, O extends ApiOperation> {
  /** Reads it from JSON. */
  readonly schema: v.GenericSchema<unknown, A>;
  /** As the ledger lists it: "Reverse rejection". */
  readonly label: string;
  /** In a summary, before the count: "Approved". */
  readonly done: string;
  readonly apiOperation: O;
  /** Whether the target's state allows it. Without an operation: whether it is worth asking for its details. */
  readonly rule?: (state: TargetState, operation: A | undefined) => Verdict;
  /** Whether the user types the count before many are sent. */
  readonly grave?: true;
  /** The exact request, which is also what a dry run shows. The token has at most 64 characters; `texts` are those of the plan. */
  readonly input: (operation: A, token: string, texts: readonly string[]) => Input<O>;
  /** Whether the service takes a UniqueRequestToken, which makes a repeat harmless for 24 hours (reference.md §3.1, §3.2). */
  readonly takesToken?: true;
  /** Whether a repeat is harmless at any time, because the service does the same once. */
  readonly idempotent?: true;
  /** Whether nothing makes a repeat harmless and nothing can be looked up: it is never sent again without a person's word. */
  readonly unrepeatable?: true;
  /** Whether it changes blocks or qualifications. */
  readonly changesWorkers?: true;
  /** What it spends when it is done; nothing if absent. */
  readonly cost?: (operation: A) => Cost;
  /** Whether the service pays it from the balance that it holds for open HITs, where it holds one. */
  readonly paidFromHold?: true;
  /** What a worker gets beyond the reward; the limit of one bonus applies to it. */
  readonly bonus?: (operation: A) => Cents;
  /** What it may spend later, if all the work it asks for is done and approved. */
  readonly laterCost?: (operation: A) => Cost;
  /** Looks up whether it has happened. Reads only. Throws MTurkError when the reading fails. */
  readonly find: (client: Caller, operation: A, circumstances: Circumstances) => Promise<Finding>;
  /** What the service shows of it, where others may leave the same trace. */
  readonly trace?: (operation: A) => readonly unknown[];
  /** What a second plan with an equal key would do twice, one key for each worker that was not missed; absent where a repeat is harmless or refused. */
  readonly repeatKeys?: (operation: A, missed: ReadonlySet<string>) => readonly (readonly unknown[])[];
  /** Two with equal keys get in each other's way; `undefined` if none does. By verb and target if absent. */
  readonly conflict?: (operation: A) => readonly unknown[] | undefined;
  /** The id of what it created. */
  readonly created?: {
    readonly kind: 'hit' | 'qualificationType' | 'hitType';
    readonly id: (answer: WriteAnswer) => string | undefined;
  };
  readonly shortfall?: (answer: WriteAnswer, operation: A) => Shortfall | undefined;
  /** What takes it back, or nothing where nothing does: money, messages and deletions stay. */
  readonly reversal?: (operation: A, done: Done, now: Instant) => Reversal | undefined;
  /** The reason, the feedback, the subject, the title. */
  readonly about?: (operation: A) => string;
  /** What it is about, for what has no id yet. */
  readonly target?: (operation: A) => string;
}

/** Checks a definition, and keeps its own types. */
export function defineVerb<S extends v.GenericSchema<unknown, object>, O extends ApiOperation>(
  definition: { readonly schema: S } & Omit<VerbDefinition<Readonly<v.InferOutput<S>>, O>, 'schema'>,
) {
  return definition;
}
