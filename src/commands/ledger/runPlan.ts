/** A confirmed plan is carried out: written down, sent with progress, read back, and told in one summary. */
import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Act } from '../../ledger/ledgerOperations.ts';
import type { Plan } from '../../ledger/planState.ts';
import type { RunOptions, RunResult } from '../../ledger/run.ts';
import { touchedBy } from '../../ledger/touchedHITs.ts';
import { spanText } from '../../mturk/times.ts';
import { environmentLabel, type Profile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { complain } from '../reportError.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';
import type { PlanWords } from './planTitles.ts';
import { summarise } from './summary.ts';
import { confirmedUndo, undoWords } from './undo.ts';

/** Carries out acts that were confirmed. Resolves when the touched HITs have been read again; the summary stands by itself. */
export async function carryOut(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  acts: readonly Act[],
): Promise<RunResult> {
  const { profile, account } = session;
  const facts = {
    id: randomUUID(),
    title: words.title,
    environment: profile.environment,
    profile: profile.id,
    endpoint: account.client.endpoint,
  };
  return runPlan(workbench, session, words, acts, (ledger, options) => ledger.start(facts, acts, options));
}

/** Takes acts of one kind back, once that is confirmed. */
export async function takeBack(
  workbench: Workbench,
  profile: Profile,
  label: string,
  acts: readonly Act[],
): Promise<void> {
  const session = await confirmedUndo(workbench, profile, label, acts);
  if (session) await carryOut(workbench, session, undoWords(label, acts.length), acts);
}

/** Sends what is left of a plan that is in the ledger already. */
export async function resumePlan(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  plan: Plan,
): Promise<void> {
  await runPlan(workbench, session, words, actsOf(plan), (ledger, options) => ledger.resume(plan.header.plan, options));
}

function actsOf({ items }: Plan): Act[] {
  return items.map(({ act }) => act);
}

async function runPlan(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  acts: readonly Act[],
  run: (ledger: Ledger, options: RunOptions) => Promise<RunResult>,
): Promise<RunResult> {
  const { account, profile, ended } = session;
  const ledger = await workbench.ledgers.of(profile.id);
  const sent = withProgress(`${words.title} (${environmentLabel(profile)})`, ({ signal, report }) =>
    run(ledger, {
      client: account.client,
      // Who switches to another profile wants nothing more sent for this one; the ledger knows what is left.
      signal: AbortSignal.any([signal, ended]),
      onProgress: ({ done, total, left }) =>
        report(done, total, left === undefined || left < 2000 ? '' : `, ${spanText(left)} left`),
    }),
  );
  // A journal that can't be written any more ends a run that has changed something before.
  const outcomes = await sent.then(
    result => result.outcomes,
    () => acts.map((act, item) => ({ act, item, result: 'notSent' }) as const),
  );
  await Promise.all([account.reread(touchedBy(outcomes)), account.refreshBalance({ afresh: true })]);
  const result = await sent;
  // Not waited for: the act is over, whether or not anybody answers.
  void tell(workbench, session, words, result).catch(error => complain(workbench, words.title, error));
  return result;
}

async function tell(
  workbench: Workbench,
  session: ConnectedSession,
  words: PlanWords,
  result: RunResult,
): Promise<void> {
  const chosen = await summarise(workbench, session, words, result);
  if (chosen.next === 'undo') await takeBack(workbench, session.profile, chosen.label, chosen.acts);
  if (chosen.next === 'further') await words.next?.run();
  // The user has confirmed these acts already, and none of them happened.
  if (chosen.next === 'retry' && workbench.sessions.current.account === session.account)
    await runPlan(workbench, session, words, actsOf(result.plan), (ledger, options) =>
      ledger.retryFailed(result.plan.header.plan, options),
    );
}
