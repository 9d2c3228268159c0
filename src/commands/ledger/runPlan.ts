/** A confirmed plan is run: written down, sent with progress, read back, and reported in one summary. */
import { randomUUID } from 'node:crypto';
import type { Ledger, PlanFacts } from '../../ledger/ledger.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { isDone } from '../../ledger/outcome.ts';
import type { Plan } from '../../ledger/planState.ts';
import type { RunOptions, RunResult } from '../../ledger/run.ts';
import { touchedBy } from '../../ledger/touchedHITs.ts';
import { spanText } from '../../mturk/times.ts';
import { environmentLabel, type Profile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { reportError } from '../reportError.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import { claimsOf } from './claims.ts';
import type { PlanWords } from './planTitles.ts';
import { summarise } from './summary.ts';
import { confirmedReversal, reversalTitles } from './undo.ts';

/** Runs operations that were confirmed. Resolves when the touched HITs have been read again; the summary is not awaited. */
export async function startPlan(
  workbench: Operating,
  session: ConnectedSession,
  words: PlanWords,
  operations: readonly Operation[],
  shared: Pick<PlanFacts, 'texts' | 'batch'> = {},
): Promise<RunResult> {
  const { profile, account } = session;
  const facts = {
    ...shared,
    id: randomUUID(),
    title: words.title,
    environment: profile.environment,
    profile: profile.id,
    endpoint: account.client.endpoint,
  };
  return runPlan(workbench, session, words, operations, (ledger, options) => ledger.start(facts, operations, options));
}

/** Takes operations of one kind back, once that is confirmed. */
export async function reverse(
  workbench: Operating,
  profile: Profile,
  label: string,
  operations: readonly Operation[],
): Promise<void> {
  const session = await confirmedReversal(workbench, profile, label, operations);
  if (session) await startPlan(workbench, session, reversalTitles(label, operations.length), operations);
}

/** Sends what is left of a plan that is in the ledger already. */
export async function resumePlan(
  workbench: Operating,
  session: ConnectedSession,
  words: PlanWords,
  plan: Plan,
): Promise<void> {
  await continuePlan(workbench, session, words, plan, (ledger, options) => ledger.resume(plan.header.plan, options));
}

/** Runs a plan that is in the ledger already, unless another operation is about the same at this moment. */
async function continuePlan(
  workbench: Operating,
  session: ConnectedSession,
  words: PlanWords,
  plan: Plan,
  run: (ledger: Ledger, options: RunOptions) => Promise<RunResult>,
): Promise<void> {
  const claims = claimsOf(workbench.ledgers, session.profile.id);
  const open = plan.items.flatMap(({ operation, outcome }) => (outcome && isDone(outcome) ? [] : [operation]));
  const again = 'Try Again';
  while (open.some(operation => claims.has(operation)))
    if ((await workbench.prompts.warn('Another operation on the same items is in progress.', again)) !== again) return;
  const claim = claims.take(open);
  try {
    await runPlan(workbench, session, words, operationsOf(plan), run);
  } finally {
    claim.release();
  }
}

function operationsOf({ items }: Plan): Operation[] {
  return items.map(({ operation }) => operation);
}

async function runPlan(
  workbench: Operating,
  session: ConnectedSession,
  words: PlanWords,
  operations: readonly Operation[],
  run: (ledger: Ledger, options: RunOptions) => Promise<RunResult>,
): Promise<RunResult> {
  const { account, profile, ended } = session;
  const ledger = await workbench.ledgers.of(profile.id);
  const { client } = account;
  // Who switches to another profile wants nothing more sent for this one; the ledger knows what is left.
  const sent = words.unreported
    ? run(ledger, { client, signal: ended })
    : withProgress(`${words.title} (${environmentLabel(profile)})`, ({ signal, report }) =>
        run(ledger, {
          client,
          signal: AbortSignal.any([signal, ended]),
          onProgress: ({ done, total, left }) =>
            report(done, total, left === undefined || left < 2000 ? '' : `, ${spanText(left)} left`),
        }),
      );
  // A journal that can't be written any more ends a run that has changed something before.
  const outcomes = await sent.then(
    result => result.outcomes,
    () => operations.map((operation, item) => ({ operation, item, result: 'notSent' }) as const),
  );
  await Promise.all([account.reread(touchedBy(outcomes)), account.refreshBalance({ afresh: true })]);
  const result = await sent;
  // Not waited for: the operation is over, whether or not anybody answers.
  void followUp(workbench, session, words, result).catch(error => reportError(workbench, words.title, error));
  return result;
}

/** Reports what became of a plan, and does what the user chooses there. */
async function followUp(
  workbench: Operating,
  session: ConnectedSession,
  words: PlanWords,
  result: RunResult,
): Promise<void> {
  const chosen = await summarise(workbench, session, words, result);
  if (chosen.next === 'undo') await reverse(workbench, session.profile, chosen.label, chosen.operations);
  if (chosen.next === 'further') await words.next?.run();
  // The user has confirmed these operations already, and none of them happened.
  if (chosen.next === 'retry' && workbench.sessions.current.account === session.account)
    await continuePlan(workbench, session, words, result.plan, (ledger, options) =>
      ledger.retryFailed(result.plan.header.plan, options),
    );
}
