/** Excludes workers from further HITs by a qualification that those require not to be there, and invites workers again by one. */
import { holdersAmong } from '../../ledger/exclusions.ts';
import { isDone } from '../../ledger/outcome.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { grants, newTypeId } from '../qualification/grants.ts';
import { pickOwnType } from '../qualification/selectTypes.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import {
  copyRequirement,
  creationOf,
  type Existing,
  existingExclusion,
  pickExclusion,
  rememberExclusion,
} from './exclusion.ts';
import { writeTo } from './message.ts';
import { selectWorkers } from './selectWorkers.ts';

const title = 'Exclude from Future HITs';

export const excludeWorkers: Handler<Operating & Needs<'clipboard' | 'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const ids = await selectWorkers(workbench, session, title, clicked, selected);
  if (ids) await excludeThese(workbench, session, title, ids, { offersRequirement: true });
};

export interface Excluded {
  readonly type: Existing;
  /** Workers who don't have it: cancelled, refused, failed or unknown. */
  readonly missing: number;
}

interface ExclusionWords {
  readonly offersRequirement: boolean;
  readonly remarks?: readonly string[];
  /** What they worked on: “batch “pilot” (q3x…)”. */
  readonly of?: string | undefined;
}

/** Asks for the qualification that excludes these workers, and grants it. Nothing where the user walked away or there is no type. */
export async function excludeThese(
  workbench: Operating & Needs<'clipboard' | 'memory'>,
  session: ConnectedSession,
  title: string,
  ids: readonly string[],
  { offersRequirement, remarks = [], of }: ExclusionWords,
): Promise<Excluded | undefined> {
  const exclusion = await pickExclusion(workbench, session, title);
  if (!exclusion) return undefined;
  const holders =
    exclusion.kind === 'new'
      ? new Set<string>()
      : await readWithProgress('Checking who is already excluded', session, client =>
          holdersAmong(client, exclusion.id, ids),
        );
  const left = ids.filter(id => !holders.has(id));
  if (left.length === 0) {
    await workbench.prompts.inform(
      `${ids.length === 1 ? `Worker ${ids[0]} has` : `All ${ids.length} workers have`} “${exclusion.name}” already. Nothing was changed.`,
    );
    return exclusion.kind === 'existing' ? { type: exclusion, missing: 0 } : undefined;
  }
  const object = `${workersText(left)}${of === undefined ? '' : ` of ${of}`}`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Exclude',
    object,
    count: left.length,
    operations: [
      ...(exclusion.kind === 'new' ? [creationOf(exclusion)] : []),
      ...grants(exclusion.kind === 'new' ? newTypeId : exclusion.id, left),
    ],
    remarks: [
      ...(exclusion.kind === 'new' ? [`The qualification type “${exclusion.name}” is created first.`] : []),
      `They get “${exclusion.name}” without a message; they can see it among their qualifications.`,
      `It excludes them only from HITs that require that “${exclusion.name}” does not exist (DoesNotExist).`,
      ...(holders.size > 0 ? [`Left out, ${holders.size}: they already have it.`] : []),
      ...remarks,
    ],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return undefined;
  const existing = await existingExclusion(workbench, session, exclusion);
  if (!existing) return undefined;
  await rememberExclusion(workbench, session.profile.id, existing);
  const { outcomes } = await startPlan(
    workbench,
    session,
    {
      title: `Exclude ${object}`,
      verb: 'exclude',
      done: 'Excluded',
      noun: ['worker', 'workers'],
      ...(offersRequirement
        ? { next: { label: 'Copy Requirement…', run: () => copyRequirement(workbench, existing) } }
        : {}),
    },
    grants(existing.id, left),
  );
  const missing = outcomes.filter(outcome => !isDone(outcome)).length;
  return { type: existing, missing };
}

/** Grants a qualification that the next HITs require, then writes to the workers. */
export const inviteWorkers: Handler<Operating & Needs<'clipboard' | 'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const invite = 'Invite Again';
  const ids = await selectWorkers(workbench, session, invite, clicked, selected);
  const type = ids && (await pickOwnType(workbench, session, invite));
  if (!type) return;
  const holders = await readWithProgress('Checking who is already invited', session, client =>
    holdersAmong(client, type.id, ids),
  );
  const left = ids.filter(id => !holders.has(id));
  const operations = grants(type.id, left);
  let invited = ids;
  if (operations.length > 0) {
    const agreed = await confirmed(workbench, session, {
      verb: 'Invite',
      object: workersText(left),
      count: left.length,
      operations,
      remarks: [
        `They get “${type.name}”, which the HITs they are invited to must require. The message follows.`,
        ...(holders.size > 0
          ? [
              `${counted(holders.size, 'worker already has it and only gets', 'workers already have it and only get')} the message.`,
            ]
          : []),
      ],
      irreversible: false,
      grave: false,
    });
    if (!agreed) return;
    const { outcomes, cancelled } = await startPlan(
      workbench,
      session,
      {
        title: `Invite ${counted(left.length, 'worker')}`,
        verb: 'invite',
        done: 'Invited',
        noun: ['worker', 'workers'],
        quiet: true,
      },
      operations,
    );
    if (cancelled) return;
    // Who did not get the qualification must not read that they have it.
    const qualified = new Set(holders);
    for (const outcome of outcomes)
      if (isDone(outcome) && outcome.operation.verb === 'assignQualification')
        qualified.add(outcome.operation.workerId);
    invited = ids.filter(id => qualified.has(id));
  }
  if (invited.length === 0) return;
  await writeTo(workbench, session, invited, {
    subject: 'You are invited to another HIT',
    text: `Thank you for your earlier work. You now have the qualification “${type.name}”, which lets you do our next HITs.`,
  });
};

/** Workers in a question: one by ID, several by their number. */
function workersText(ids: readonly string[]): string {
  return ids.length === 1 ? `worker ${ids[0]}` : counted(ids.length, 'worker');
}
