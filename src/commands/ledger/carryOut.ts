/** A confirmed plan is carried out: written down, sent with progress, read back, and told in one summary. */
import { randomUUID } from 'node:crypto';
import { type Act, hitIdOf, targetOf } from '../../ledger/acts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Outcome } from '../../ledger/outcome.ts';
import type { RunOptions, RunResult } from '../../ledger/run.ts';
import { undoOf } from '../../ledger/undo.ts';
import { explain } from '../../mturk/errors.ts';
import { spanText } from '../../mturk/times.ts';
import { environmentLabel } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';
import { undoAll } from './undo.ts';

/** A plan in words. */
export interface PlanWords {
  /** "Approve 3 assignments" */
  readonly title: string;
  /** "approve", for what could not be done. */
  readonly verb: string;
  /** "Approved" */
  readonly done: string;
  readonly noun: readonly [singular: string, plural: string];
}

/** Carries out acts that were confirmed. Resolves when the touched HITs have been read again; the summary stands by itself. */
export async function carryOut(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  acts: readonly Act[],
): Promise<void> {
  const { profile, account } = session;
  const facts = {
    id: randomUUID(),
    title: words.title,
    environment: profile.environment,
    profile: profile.id,
    endpoint: account.client.endpoint,
  };
  await runPlan(workbench, session, words, acts.length, (ledger, options) => ledger.start(facts, acts, options));
}

/** Sends what is left of a plan that is in the ledger already. */
export async function resumePlan(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  planId: string,
  count: number,
): Promise<void> {
  await runPlan(workbench, session, words, count, (ledger, options) => ledger.resume(planId, options));
}

async function runPlan(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  count: number,
  run: (ledger: Ledger, options: RunOptions) => Promise<RunResult>,
): Promise<void> {
  const { account, profile, ended } = session;
  const ledger = await workbench.ledgers.of(profile.id);
  const result = await withProgress(`${words.title} (${environmentLabel(profile)})`, ({ signal, report }) =>
    run(ledger, {
      client: account.client,
      // Who switches to another profile wants nothing more sent for this one; the ledger knows what is left.
      signal: AbortSignal.any([signal, ended]),
      onProgress: ({ done, total, left }) =>
        report(done, total, left === undefined || left < 2000 ? '' : `, ${spanText(left)} left`),
    }),
  );
  const touched = new Set(result.outcomes.flatMap(({ act }) => hitIdOf(act) ?? []));
  await Promise.all([account.reread(touched), account.refreshBalance()]);
  // Not waited for: the act is over, whether or not anybody answers.
  void summarise(workbench, session, words, count, result);
}

async function summarise(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  count: number,
  { plan, outcomes, stopped }: RunResult,
): Promise<void> {
  const { log, prompts } = workbench;
  const environment = environmentLabel(session.profile);
  const good = outcomes.filter(({ result }) => result === 'done' || result === 'alreadyDone').length;
  const bad = outcomes.filter(isBad);
  const unknown = bad.filter(({ result }) => result === 'unknown').length;
  const notSent = outcomes.filter(({ result }) => result === 'notSent').length;
  const doneText = good > 0 ? [`${words.done} ${counted(words, good)} (${environment}).`] : [];
  const error = bad[0]?.error ?? stopped;
  if (!error) {
    const left = notSent > 0 ? [`Cancelled before ${counted(words, notSent)}; the ledger keeps the rest.`] : [];
    const undo = undoable(outcomes);
    const chosen = await prompts.inform([...doneText, ...left].join(' '), ...(undo ? [undo.label] : []));
    if (undo && chosen === undo.label) await undoAll(workbench, session.profile, undo.label, undo.acts);
    return;
  }
  for (const outcome of bad)
    log.error(`${words.title}: ${targetOf(outcome.act)} ${outcome.result}: ${outcome.error.message}`);
  const { reason, advice } = explain(error, session.account.client.endpoint);
  const [first] = bad;
  const missed = bad.length + (stopped ? notSent : 0);
  const object = missed === 1 && first ? `${words.noun[0]} ${targetOf(first.act)}` : counted(words, missed);
  const text = [
    `Couldn’t ${words.verb} ${object} (${environment}): ${reason}.`,
    ...(unknown > 0 ? [`Whether it happened is not known for ${unknown} of them: look before you repeat.`] : []),
    ...(advice ? [advice] : []),
    ...doneText,
  ].join(' ');
  const retry = 'Try Again';
  const show = 'Show Log';
  const canRetry = bad.length > unknown || (stopped !== undefined && notSent > 0);
  const chosen = await prompts.complain(text, ...(canRetry ? [retry] : []), show);
  if (chosen === show) log.show();
  // The user has confirmed these acts already, and none of them happened.
  if (chosen === retry && workbench.sessions.current.account === session.account)
    await runPlan(workbench, session, words, count, (ledger, options) => ledger.retryFailed(plan.header.plan, options));
}

/** What takes all that was done back, if one kind of act does. */
function undoable(outcomes: readonly Outcome[]): { readonly label: string; readonly acts: Act[] } | undefined {
  const now = Date.now();
  const undos = outcomes.flatMap(outcome =>
    outcome.result === 'done' ? [undoOf(outcome.act, { at: now, created: outcome.created }, now)] : [],
  );
  const [first] = undos;
  const alike = undos.flatMap(undo => (undo && undo.label === first?.label ? [undo.act] : []));
  return first && alike.length === undos.length ? { label: first.label, acts: alike } : undefined;
}

type Bad = Extract<Outcome, { result: 'failed' | 'unknown' }>;

function isBad(outcome: Outcome): outcome is Bad {
  return outcome.result === 'failed' || outcome.result === 'unknown';
}

export function counted(words: Pick<PlanWords, 'noun'>, count: number): string {
  return `${count} ${count === 1 ? words.noun[0] : words.noun[1]}`;
}
