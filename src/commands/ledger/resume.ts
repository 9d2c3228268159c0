/** Plans that a crash, a closed window or a cancellation left unfinished: found, shown, and resumed or dropped. */
import type { OpenPlan } from '../../ledger/ledger.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import { environmentLabel, whereText } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import type { PlanWords } from './planTitles.ts';
import { resumePlan } from './runPlan.ts';

/** Asks which interrupted plan to go on with, and how. */
export const resumeOperations: Handler<Operating> = async workbench => {
  const session = connected(workbench);
  const open = await unfinished(workbench, session);
  if (open.length === 0) {
    await workbench.prompts.inform('This profile has no interrupted operations.');
    return;
  }
  const chosen = await workbench.prompts.pick(
    'Interrupted operations',
    'Select an operation to resume',
    open.map(plan => ({
      label: plan.plan.header.title,
      description: standing(plan),
      detail: `started ${relativeText(plan.plan.header.at, Date.now())}`,
      value: plan,
    })),
  );
  if (chosen) await settle(workbench, session, chosen);
};

/** Reports what was interrupted, if anything was, and offers to review it. */
export async function reportInterrupted(workbench: Operating, session: ConnectedSession): Promise<void> {
  try {
    const [first, ...more] = await unfinished(workbench, session);
    if (!first) return;
    const others =
      more.length > 0
        ? ` ${counted(more.length, 'other operation was', 'other operations were')} interrupted, too.`
        : '';
    const review = 'Review';
    const chosen = await workbench.prompts.warn(
      `“${first.plan.header.title}” (${environmentLabel(session.profile)}) was interrupted: ${standing(first)}.${others}`,
      review,
    );
    if (chosen === review) await settle(workbench, session, first);
  } catch (error) {
    workbench.log.error('Couldn’t read the ledger', error);
  }
}

async function settle(workbench: Operating, session: ConnectedSession, open: OpenPlan): Promise<void> {
  const { prompts, ledgers } = workbench;
  const { header } = open.plan;
  const drop = 'Discard';
  const resume = 'Resume';
  const left = open.notSent + open.unknown;
  const chosen = await prompts.decide(
    {
      message: `Resume “${header.title}” ${whereText(session.profile)}?`,
      detail: [
        `${standing(open)}.`,
        'What may have happened already is looked up at the service first, so that nothing is done twice.',
        `Resuming sends at most ${counted(left, 'request')}. Discarding sends nothing and reverses nothing.`,
      ].join('\n'),
      action: resume,
      warning: true,
    },
    drop,
  );
  if (chosen === drop) await (await ledgers.of(session.profile.id)).drop(header.plan);
  if (chosen === resume) await resumePlan(workbench, session, resumedWords, open.plan);
}

const resumedWords: PlanWords = {
  title: 'Resume interrupted operations',
  verb: 'resume',
  done: 'Resumed',
  noun: ['operation', 'operations'],
};

async function unfinished({ ledgers }: Needs<'ledgers'>, { profile }: ConnectedSession): Promise<OpenPlan[]> {
  const ledger = await ledgers.of(profile.id);
  return (await ledger.openPlans()).filter(({ running }) => running === 'nobody');
}

/** "37 of 120 done, 1 unknown" */
export function standing({ plan, done, failed, unknown }: OpenPlan): string {
  return [
    `${done} of ${plan.items.length} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
}
