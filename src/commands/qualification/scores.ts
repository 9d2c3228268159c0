/** Grants qualifications, sets scores, revokes. */
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import { counted } from '../../mturk/plurals.ts';
import type { QualificationType } from '../../mturk/qualificationType.ts';
import { clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { selectWorkers } from '../worker/selectWorkers.ts';
import { clickedTypeIds, pickOwnType, selectHolders, selectQualificationTypes } from './selectTypes.ts';

const noun = ['worker', 'workers'] as const;
const lowest = -2_147_483_648;
const highest = 2_147_483_647;

export function scoreProblem(text: string): string | undefined {
  const score = Number(text);
  return /^-?\d{1,10}$/.test(text.trim()) && score >= lowest && score <= highest
    ? undefined
    : `Enter a whole number from ${lowest} to ${highest}.`;
}

/** Of types pointed at, to workers who are picked; or of a type that is picked, to workers pointed at. */
export const grantQualification: Handler<Operating & Needs<'clipboard' | 'explorer'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const title = 'Grant Qualification';
  const onTypes = (clickedTypeIds(clicked, selected)?.length ?? 0) > 0;
  if (onTypes) {
    const [type, ...others] = (await selectQualificationTypes(workbench, session, title, clicked, selected)) ?? [];
    if (!type) return;
    if (others.length > 0) throw new CommandError('Grant Qualification: select one qualification type.');
    await refuseForeign(workbench, session, type, async () => {
      const ids = await selectWorkers(workbench, session, title, undefined, undefined);
      if (ids) await grant(workbench, session, type, ids);
    });
    return;
  }
  const ids = await selectWorkers(workbench, session, title, clicked, selected);
  const type = ids && (await pickOwnType(workbench, session, title));
  if (type) await grant(workbench, session, type, ids);
};

async function refuseForeign(
  { prompts }: Needs<'prompts'>,
  { account }: ConnectedSession,
  { id, name }: QualificationType,
  go: () => Promise<void>,
): Promise<void> {
  const verdict = verdictBefore('assignQualification', {
    now: account.now(),
    ownType: (await account.people.qualifications()).isOwn(id),
  });
  if (verdict.allowed) return go();
  await prompts.warn(`Can’t grant “${name}”: ${verdict.rule}.`);
}

async function grant(
  workbench: Operating,
  session: ConnectedSession,
  type: QualificationType,
  ids: readonly string[],
): Promise<void> {
  const { prompts } = workbench;
  const score = await prompts.input({
    title: `Grant “${type.name}”`,
    prompt: 'Score',
    value: '1',
    check: scoreProblem,
  });
  if (score === undefined) return;
  const notify = await prompts.pick(`Grant “${type.name}”`, 'Should the workers get a message from the service?', [
    { label: 'Without a message', value: false },
    { label: 'With a message', detail: 'The service writes that the qualification was granted', value: true },
  ]);
  if (notify === undefined) return;
  const before = scoresOf(session, type.id);
  const wanted = Number(score);
  await performOperations(workbench, session, {
    verb: 'Grant',
    done: `Granted “${type.name}” to`,
    noun,
    items: ids,
    rule: id =>
      before.get(id) === wanted
        ? { allowed: false, rule: `they have “${type.name}” with score ${wanted}`, blockers: [] }
        : { allowed: true },
    operation: workerId => assign(type.id, workerId, wanted, before.get(workerId), notify),
    remarks: [
      `“${type.name}” with score ${wanted}, ${notify ? 'with' : 'without'} a message from the service.`,
      ...overwritten(ids, before, wanted),
      ...(type.active ? [] : ['The type is inactive: you can grant it, but workers can’t request it.']),
    ],
  });
}

function overwritten(
  ids: readonly string[],
  before: ReadonlyMap<string, number | undefined>,
  wanted: number,
): string[] {
  const others = ids.filter(id => before.has(id) && before.get(id) !== wanted).length;
  return others > 0
    ? [`${counted(others, 'worker has', 'workers have')} it with another score, which is replaced.`]
    : [];
}

function scoresOf({ account }: ConnectedSession, typeId: string): ReadonlyMap<string, number | undefined> {
  const scores = new Map<string, number | undefined>();
  for (const [workerId, holdings] of account.workers.held)
    for (const holding of holdings) if (holding.typeId === typeId) scores.set(workerId, holding.score);
  return scores;
}

function assign(
  qualificationTypeId: string,
  workerId: string,
  score: number,
  before: number | undefined,
  notify: boolean,
): Operation {
  return {
    verb: 'assignQualification',
    qualificationTypeId,
    workerId,
    score,
    notify,
    ...(before === undefined ? {} : { before }),
  };
}

export const setScore: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const holdings = await selectHolders(workbench, session, 'Set Score', clicked, selected);
  if (!holdings || holdings.length === 0) return;
  const [first] = holdings;
  const score = await workbench.prompts.input({
    title: `Set score of ${holdings.length === 1 ? first?.workerId : counted(holdings.length, 'worker')}`,
    prompt: 'New score',
    ...(first?.score === undefined ? {} : { value: String(first.score) }),
    check: scoreProblem,
  });
  if (score === undefined) return;
  await performOperations(workbench, session, {
    verb: 'Set',
    done: 'Set',
    noun: ['score', 'scores'],
    items: holdings,
    rule: holding =>
      holding.score === Number(score)
        ? { allowed: false, rule: `the score is ${Number(score)} already`, blockers: [] }
        : { allowed: true },
    operation: ({ typeId, workerId, score: before }) => assign(typeId, workerId, Number(score), before, false),
    remarks: [`New score ${Number(score)}, without a message from the service.`],
  });
};

export const revokeQualification: Handler<Operating> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  if (clickedRows(clicked, selected) && (clickedTypeIds(clicked, selected)?.length ?? 0) > 0) {
    const type = (await selectQualificationTypes(workbench, session, 'Revoke Qualification', clicked, selected))?.[0];
    const holders = type ? (await session.account.people.qualifications()).holders(type.id) : [];
    if (!type || holders.length === 0)
      throw new CommandError(`Revoke Qualification: no workers have “${type?.name ?? ''}”.`);
    const picked = await workbench.prompts.pickMany(
      `Revoke “${type.name}”`,
      'From which workers?',
      holders.map(holding => ({ label: holding.workerId, description: String(holding.score ?? ''), value: holding })),
    );
    if (picked) await revoke(workbench, session, picked);
    return;
  }
  const holdings = await selectHolders(workbench, session, 'Revoke Qualification', clicked, selected);
  if (holdings && holdings.length > 0) await revoke(workbench, session, holdings);
};

async function revoke(
  workbench: Operating,
  session: ConnectedSession,
  holdings: readonly { readonly typeId: string; readonly workerId: string; readonly score?: number }[],
): Promise<void> {
  const reason = await workbench.prompts.input({
    title: 'Revoke qualification',
    prompt: 'Reason (optional). The workers read it.',
    check: text => (text.length > 1024 ? 'Use at most 1024 characters.' : undefined),
  });
  if (reason === undefined) return;
  await performOperations(workbench, session, {
    verb: 'Revoke',
    done: 'Revoked from',
    noun,
    items: holdings,
    operation: ({ typeId, workerId, score }) => ({
      verb: 'revokeQualification',
      qualificationTypeId: typeId,
      workerId,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(score === undefined ? {} : { before: score }),
    }),
    remarks: ['The service writes to each worker that the qualification was revoked.'],
  });
}
