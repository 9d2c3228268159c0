/** Operations as one operation: rules first, one confirmation, one progress, one summary; then the touched HITs are read again. */
import { hitIdOf, type Operation, targetOf } from '../ledger/ledgerOperations.ts';
import { definitionOf } from '../ledger/verbs/list.ts';
import { type TargetState, verdictOn } from '../ledger/verdicts.ts';
import { counted } from '../mturk/plurals.ts';
import { allowed, type Verdict } from '../mturk/verdict.ts';
import { confirmed } from './confirmation.ts';
import { claimsOf } from './ledger/claims.ts';
import { startPlan } from './ledger/runPlan.ts';
import { reportResult } from './reportResult.ts';
import type { ConnectedSession, Needs, Operating } from './workbench.ts';

/** One command’s change to several items. */
export interface BulkOperation<T> {
  /** The verb as a button and in a question: "Approve". */
  readonly verb: string;
  /** When it is over, as "Approved", where the past tense of its verb would not do. */
  readonly done?: string;
  /** What is acted on, for a count: "3 assignments". */
  readonly noun: readonly [singular: string, plural: string];
  /** A single item by name, in place of its count: “HIT “Judge colours” (3TOPP…)”. */
  readonly one?: (item: T) => string;
  readonly items: readonly T[];
  /** What the rules of the verbs need to know of an item. */
  readonly state?: (item: T) => Omit<TargetState, 'now'>;
  /** What the command itself demands, beyond the rules of the verbs. */
  readonly rule?: (item: T) => Verdict;
  /** What is done to an item: one request, or several that are counted as one. */
  readonly operation: (item: T) => Operation | readonly Operation[];
  /** Which requests are counted as one; each by itself if absent. */
  readonly unitOf?: (operation: Operation) => string;
  /** More on why an item is refused, a sentence, where it is the only one. */
  readonly explain?: (item: T) => Promise<string | undefined>;
  /** Further sentences for the confirmation. */
  readonly remarks?: readonly string[];
  /** Further sentences on those of the items that the rules allow, before the others. */
  readonly remarksOn?: (items: readonly T[]) => readonly string[];
  readonly irreversible?: boolean;
}

/** Performs operations and answers whether anything was sent. */
export async function performOperations<T>(
  workbench: Operating,
  session: ConnectedSession,
  what: BulkOperation<T>,
): Promise<boolean> {
  const claims = claimsOf(workbench.ledgers, session.profile.id);
  const verdicts = what.items.map(item => {
    const operations = [what.operation(item)].flat();
    const state = { ...what.state?.(item), now: session.account.now() };
    const verdict = firstRefusal([...operations.map(each => verdictOn(each, state)), what.rule?.(item) ?? allowed]);
    return {
      item,
      operations,
      verdict: verdict.allowed && operations.some(operation => claims.has(operation)) ? underWay : verdict,
    };
  });
  const possible = verdicts.filter(({ verdict }) => verdict.allowed);
  const operations = possible.flatMap(each => each.operations);
  const refused = verdicts.flatMap(({ item, operations, verdict }) => {
    const [first] = operations;
    return verdict.allowed ? [] : [{ item, operations, id: first ? targetOf(first) : '', verdict }];
  });
  if (operations.length === 0) {
    const [first] = refused;
    if (!first) return false;
    const [only] = refused.length === 1 && first.verdict !== underWay ? refused : [];
    const more = only && (await what.explain?.(only.item));
    const text = refusalText(what, refused.length, first.verdict, first.id);
    const about = refused.flatMap(each => each.operations.flatMap(operation => hitIdOf(operation) ?? []));
    await reportResult(workbench, session, about, {
      kind: 'warning',
      text: [text, more].filter(Boolean).join(' '),
      actions: [],
    });
    return false;
  }
  const claim = claims.take(operations);
  try {
    const items = possible.map(({ item }) => item);
    if (!(await confirmedOperations(workbench, session, what, items, operations, refused))) return false;
    const title = `${what.verb} ${objectOf(what, items)}`;
    const done = what.done ?? (operations[0] ? definitionOf(operations[0]).done : '');
    await startPlan(workbench, session, { ...what, title, done, verb: what.verb.toLowerCase() }, operations);
    return true;
  } finally {
    claim.release();
  }
}

/** Why a second command on the same target does nothing while the first one is open. */
export const underWay: Verdict = {
  allowed: false,
  rule: 'another operation on it is in progress',
  blockers: [],
};

function firstRefusal(verdicts: readonly Verdict[]): Verdict {
  return verdicts.find(verdict => !verdict.allowed) ?? allowed;
}

function objectOf<T>(what: BulkOperation<T>, items: readonly T[]): string {
  const [first] = items;
  return items.length === 1 && first !== undefined && what.one ? what.one(first) : counted(items.length, ...what.noun);
}

type Refused = Extract<Verdict, { allowed: false }>;

function refusalText<T>(what: BulkOperation<T>, count: number, { rule, blockers }: Refused, id: string): string {
  const object = count === 1 ? `${what.noun[0]} ${id}` : counted(count, ...what.noun);
  const standing = blockers.length > 0 ? ` (${blockers.join(', ')})` : '';
  return `Can’t ${what.verb.toLowerCase()} ${object}: ${rule}${standing}.`;
}

async function confirmedOperations<T>(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  what: BulkOperation<T>,
  items: readonly T[],
  operations: readonly Operation[],
  refused: readonly { id: string; verdict: Refused }[],
): Promise<boolean> {
  return confirmed(workbench, session, {
    verb: what.verb,
    object: objectOf(what, items),
    count: items.length,
    operations,
    remarks: [...(what.remarksOn?.(items) ?? []), ...(what.remarks ?? []), ...leftOutText(what, refused)],
    irreversible: what.irreversible === true,
    grave: operations.some(operation => definitionOf(operation).grave === true),
  });
}

function leftOutText<T>(what: BulkOperation<T>, refused: readonly { id: string; verdict: Refused }[]): string[] {
  const byRule = new Map<string, number>();
  for (const { verdict } of refused) byRule.set(verdict.rule, (byRule.get(verdict.rule) ?? 0) + 1);
  return [...byRule].map(([rule, count]) => `Left out, ${counted(count, ...what.noun)}: ${rule}.`);
}
