/** Acts as one act: rules first, one confirmation, one progress, one summary; then the touched HITs are read again. */
import { randomUUID } from 'node:crypto';
import { type Act, hitIdOf, targetOf } from '../ledger/acts.ts';
import { costOf } from '../ledger/costs.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Outcome } from '../ledger/outcome.ts';
import { requestOf } from '../ledger/requests.ts';
import { explain } from '../mturk/errors.ts';
import { addCosts, type Cost } from '../mturk/fees.ts';
import { cents } from '../mturk/money.ts';
import type { Verdict } from '../mturk/rules.ts';
import { environmentLabel } from '../profiles/profile.ts';
import { withProgress } from '../ui/progress.ts';
import { confirmed, noCost } from './confirmation.ts';
import type { ConnectedSession, Workbench } from './workbench.ts';

export interface Performance<T> {
  /** The verb as a button and in a question: "Approve". */
  readonly verb: string;
  /** As it happens: "Approving"; and when it is over: "Approved". */
  readonly doing: string;
  readonly done: string;
  /** What is acted on, for a count: "3 assignments". */
  readonly noun: readonly [singular: string, plural: string];
  readonly items: readonly T[];
  readonly rule: (item: T) => Verdict;
  readonly act: (item: T) => Act;
  /** Further sentences for the confirmation. */
  readonly remarks?: readonly string[];
  /** What may be spent later because of this, if anything. */
  readonly later?: Cost;
  readonly irreversible?: boolean;
}

/** Performs and answers whether anything was sent. */
export async function perform<T>(
  workbench: Workbench,
  session: ConnectedSession,
  what: Performance<T>,
): Promise<boolean> {
  const verdicts = what.items.map(item => ({ item, verdict: what.rule(item) }));
  const acts = verdicts.filter(({ verdict }) => verdict.allowed).map(({ item }) => what.act(item));
  const refused = verdicts.flatMap(({ item, verdict }) =>
    verdict.allowed ? [] : [{ id: targetOf(what.act(item)), verdict }],
  );
  if (acts.length === 0) {
    const [first] = refused;
    if (first) await workbench.prompts.warn(refusalText(what, refused.length, first.verdict, first.id));
    return false;
  }
  if (!(await confirmedActs(workbench, session, what, acts, refused))) return false;
  await carryOut(workbench, session, what, acts);
  return true;
}

type Refused = Extract<Verdict, { allowed: false }>;

function refusalText<T>(what: Performance<T>, count: number, { rule, blockers }: Refused, id: string): string {
  const object = count === 1 ? `${what.noun[0]} ${id}` : counted(what, count);
  const standing = blockers.length > 0 ? ` (${blockers.join(', ')})` : '';
  return `Can’t ${what.verb.toLowerCase()} ${object}: ${rule}${standing}.`;
}

async function confirmedActs<T>(
  workbench: Workbench,
  session: ConnectedSession,
  what: Performance<T>,
  acts: readonly Act[],
  refused: readonly { id: string; verdict: Refused }[],
): Promise<boolean> {
  const bonuses = acts.map(act => (act.verb === 'bonus' ? act.amount : 0));
  return confirmed(workbench, session, {
    verb: what.verb,
    object: counted(what, acts.length),
    count: acts.length,
    spent: addCosts(acts.map(costOf)),
    later: what.later ?? noCost,
    largestBonus: cents(Math.max(0, ...bonuses)),
    remarks: [...(what.remarks ?? []), ...leftOutText(what, refused)],
    irreversible: what.irreversible === true,
    grave: acts.some(({ verb }) => verb === 'reject' || verb === 'delete'),
    requests: () => acts.map((act, index) => requestOf(act, `dry-run-${index}`)),
  });
}

function leftOutText<T>(what: Performance<T>, refused: readonly { id: string; verdict: Refused }[]): string[] {
  const byRule = new Map<string, number>();
  for (const { verdict } of refused) byRule.set(verdict.rule, (byRule.get(verdict.rule) ?? 0) + 1);
  return [...byRule].map(([rule, count]) => `Left out, ${counted(what, count)}: ${rule}.`);
}

async function carryOut<T>(
  workbench: Workbench,
  session: ConnectedSession,
  what: Performance<T>,
  acts: readonly Act[],
): Promise<void> {
  const { account, profile } = session;
  const title = `${what.verb} ${counted(what, acts.length)}`;
  const { environment, id } = profile;
  const { outcomes, stopped } = await withProgress(
    `${what.doing} ${counted(what, acts.length)} (${environmentLabel(profile)})`,
    ({ signal, report }) =>
      Ledger.inMemory().start(
        { id: randomUUID(), title, environment, profile: id, endpoint: account.client.endpoint },
        acts,
        { client: account.client, signal, onProgress: ({ done }) => report(done, acts.length) },
      ),
  );
  await Promise.all([account.reread(new Set(acts.flatMap(act => hitIdOf(act) ?? []))), account.refreshBalance()]);
  const told = outcomes.map(outcome =>
    stopped && outcome.result === 'notSent' ? { ...outcome, result: 'failed' as const, error: stopped } : outcome,
  );
  void summarise(workbench, session, what, told);
}

async function summarise<T>(
  workbench: Workbench,
  session: ConnectedSession,
  what: Performance<T>,
  outcomes: readonly Outcome[],
): Promise<void> {
  const good = outcomes.filter(({ result }) => result === 'done' || result === 'alreadyDone').length;
  const bad = outcomes.filter(outcome => outcome.result === 'failed' || outcome.result === 'unknown');
  const notSent = outcomes.filter(({ result }) => result === 'notSent').length;
  const { log, prompts } = workbench;
  const environment = environmentLabel(session.profile);
  const doneText = `${what.done} ${counted(what, good)} (${environment}).`;
  const notSentText = notSent > 0 ? [`Cancelled before ${counted(what, notSent)}.`] : [];
  if (bad.length === 0) {
    await prompts.inform([...(good > 0 ? [doneText] : []), ...notSentText].join(' '));
    return;
  }
  for (const outcome of bad)
    log.error(`${what.verb} ${targetOf(outcome.act)}: ${outcome.result}: ${outcome.error.message}`);
  const [first] = bad;
  if (!first) return;
  const { reason, advice } = explain(first.error, session.account.client.endpoint);
  const unknown = bad.filter(({ result }) => result === 'unknown').length;
  const text = [
    `Couldn’t ${what.verb.toLowerCase()} ${bad.length === 1 ? `${what.noun[0]} ${targetOf(first.act)}` : counted(what, bad.length)} (${environment}): ${reason}.`,
    ...(unknown > 0 ? [`Whether it happened is not known for ${unknown} of them: look before you repeat.`] : []),
    ...(advice ? [advice] : []),
    ...(good > 0 ? [doneText] : []),
    ...notSentText,
  ].join(' ');
  const retry = 'Try Again';
  const show = 'Show Log';
  const retryable = bad.filter(({ result }) => result === 'failed').map(({ act }) => act);
  const chosen = await prompts.complain(text, ...(retryable.length > 0 ? [retry] : []), show);
  if (chosen === show) log.show();
  // The user has confirmed these acts already, and none of them happened.
  if (chosen === retry && workbench.sessions.current.account === session.account)
    await carryOut(workbench, session, what, retryable);
}

function counted<T>(what: Performance<T>, count: number): string {
  return `${count} ${count === 1 ? what.noun[0] : what.noun[1]}`;
}
