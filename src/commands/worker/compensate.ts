/**
 * Pays a worker who has no assignment to pay for: a HIT for one person, who has a qualification that nobody else has, with a page of
 * one button and immediate auto-approval. When it is paid, the HIT and the qualification type are deleted.
 */

import type { Operation } from '../../ledger/ledgerOperations.ts';
import { isDone } from '../../ledger/outcome.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import { compensationPage } from '../../mturk/compensationPage.ts';
import { formatAmount, formatDollars, parseAmount } from '../../mturk/money.ts';
import { lengthProblem } from '../../mturk/qualificationChecks.ts';
import { storageKeys } from '../../storageKeys.ts';
import { readReadOnlyProfiles } from '../../ui/readSettings.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { newTypeId } from '../qualification/grants.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { writeTo } from './message.ts';
import { selectWorkers } from './selectWorkers.ts';

const title = 'Pay Worker Without Assignment';
const week = 7 * 86_400;

/** What is cleaned up when it is paid. */
interface Compensation {
  readonly hitId: string;
  readonly typeId: string;
  readonly workerId: string;
}

export const payWithoutAssignment: Handler<Operating & Needs<'clipboard' | 'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  await cleanUp(workbench, session);
  const ids = await selectWorkers(workbench, session, title, clicked, selected, { ofAssignments: false });
  if (!ids) return;
  const [workerId] = ids;
  if (workerId === undefined || ids.length > 1) throw new CommandError(`${title}: select one worker.`);
  const { prompts } = workbench;
  const typed = await prompts.input({
    title: `Pay ${workerId}`,
    prompt: 'Amount in US dollars',
    placeholder: '1.50',
    check: text => ((parseAmount(text.trim()) ?? 0) > 0 ? undefined : 'Enter an amount such as 1.50.'),
  });
  const amount = typed === undefined ? undefined : parseAmount(typed.trim());
  if (amount === undefined) return;
  const reason = await prompts.input({
    title: `Pay ${workerId}`,
    prompt: 'What for? The worker reads it.',
    value: 'A problem on our side kept you from submitting your work.',
    check: text => lengthProblem(text, 1000, 'a reason'),
  });
  if (reason === undefined) return;
  const create: Operation = {
    verb: 'createQualificationType',
    name: `Payment for ${workerId} ${session.account.now().toString(36)}`,
    description: 'Lets one worker collect a payment.',
  };
  const agreed = await confirmed(workbench, session, {
    verb: 'Pay',
    object: `worker ${workerId}`,
    count: 1,
    operations: [create, grantOf(newTypeId, workerId), hitOf(newTypeId, workerId, amount, reason)],
    remarks: [
      `A HIT for ${formatDollars(amount)} that ${workerId} alone can accept for 7 days: one button, approved immediately.`,
      'A qualification type is created for it. After the worker is paid, the next use of this command deletes both.',
    ],
    irreversible: true,
    grave: false,
  });
  if (!agreed) return;
  const typeId = await run(workbench, session, `Create the qualification for ${workerId}`, create);
  if (typeId === undefined) return;
  if ((await run(workbench, session, `Grant it to ${workerId}`, grantOf(typeId, workerId))) === undefined) return;
  const hitId = await run(
    workbench,
    session,
    `Publish the payment for ${workerId}`,
    hitOf(typeId, workerId, amount, reason),
  );
  if (hitId === undefined || hitId === '') return;
  await remember(workbench, session, [...pending(workbench, session), { hitId, typeId, workerId }]);
  const write = 'Write to Worker…';
  const chosen = await prompts.inform(
    `Published HIT ${hitId}: ${workerId} can collect ${formatDollars(amount)}.`,
    write,
  );
  if (chosen === write)
    await writeTo(workbench, session, [workerId], {
      subject: 'A payment for you',
      text: `${reason} Search for the HIT “Payment for ${workerId}” to collect ${formatDollars(amount)}.`,
    });
};

function grantOf(qualificationTypeId: string, workerId: string): Operation {
  return { verb: 'assignQualification', qualificationTypeId, workerId, score: 1, notify: false };
}

function hitOf(typeId: string, workerId: string, amount: number, reason: string): Operation {
  return {
    verb: 'createHIT',
    input: {
      Title: `Payment for ${workerId}`,
      Description: `A payment for one worker. ${reason}`.slice(0, 2000),
      Reward: formatAmount(amount as Parameters<typeof formatAmount>[0]),
      MaxAssignments: 1,
      LifetimeInSeconds: week,
      AssignmentDurationInSeconds: 3600,
      AutoApprovalDelayInSeconds: 0,
      RequesterAnnotation: `compensation ${typeId}`,
      Question: compensationPage(reason),
      QualificationRequirements: [
        { QualificationTypeId: typeId, Comparator: 'Exists', ActionsGuarded: 'DiscoverPreviewAndAccept' },
      ],
    },
  };
}

/** Runs one step. Returns what it created, or an empty text; nothing where it failed, which is reported. */
async function run(
  workbench: Operating,
  session: ConnectedSession,
  step: string,
  operation: Operation,
): Promise<string | undefined> {
  const { outcomes } = await startPlan(
    workbench,
    session,
    { title: step, verb: 'do', done: 'Done', noun: ['step', 'steps'], quiet: true },
    [operation],
  );
  const [outcome] = outcomes;
  return outcome && isDone(outcome) ? (outcome.created ?? '') : undefined;
}

function pending({ memory }: Needs<'memory'>, { profile }: ConnectedSession): Compensation[] {
  const kept = memory.get<unknown>(storageKeys.compensationsPrefix + profile.id);
  return Array.isArray(kept) ? kept.filter(isCompensation) : [];
}

function isCompensation(value: unknown): value is Compensation {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['hitId', 'typeId', 'workerId'].every(name => typeof (value as Record<string, unknown>)[name] === 'string')
  );
}

async function remember(
  { memory }: Needs<'memory'>,
  { profile }: ConnectedSession,
  all: readonly Compensation[],
): Promise<void> {
  await memory.update(storageKeys.compensationsPrefix + profile.id, all);
}

/** Deletes the HITs that were paid, or that nobody took in time, and their qualification types. */
async function cleanUp(workbench: Operating & Needs<'memory'>, session: ConnectedSession): Promise<void> {
  const all = pending(workbench, session);
  const { account, profile } = session;
  if (all.length === 0 || readReadOnlyProfiles().has(profile.name)) return;
  const gone = new Set<string>();
  for (const each of all) {
    await account.refreshHIT(each.hitId);
    const hit = account.hit(each.hitId);
    // A HIT that could not be read may still be there to be accepted; only a listing that was read shows that it is gone.
    const over = hit ? verdictBefore('delete', { hit, now: account.now() }).allowed : account.listing.state === 'fresh';
    if (!over) continue;
    if (hit?.completed === 0)
      void workbench.prompts.warn(`Worker ${each.workerId} didn’t collect the payment in time. Its HIT is deleted.`);
    const deletions: Operation[] = [
      ...(hit ? [{ verb: 'delete', hitId: each.hitId } as const] : []),
      {
        verb: 'deleteQualificationType',
        qualificationTypeId: each.typeId,
        name: `Payment for ${each.workerId}`,
      },
    ];
    const { outcomes } = await startPlan(
      workbench,
      session,
      {
        title: `Clean up the payment for ${each.workerId}`,
        verb: 'clean up',
        done: 'Cleaned up',
        noun: ['step', 'steps'],
        quiet: true,
      },
      deletions,
    );
    if (outcomes.every(isDone)) gone.add(each.hitId);
  }
  if (gone.size === 0) return;
  // Another payment may have been published meanwhile.
  await remember(
    workbench,
    session,
    pending(workbench, session).filter(({ hitId }) => !gone.has(hitId)),
  );
}
