/** The qualification types, the holders and the requests that a command acts on: those pointed at, or picked. */
import type { Holding, QualificationRequest, QualificationType } from '../../mturk/qualificationType.ts';
import { relativeText } from '../../mturk/times.ts';
import { isRef } from '../../refs.ts';
import { clickedRows, isWorkerRow } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import { readWorkers } from '../requiredReads.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

/** Own types, read unless they were. */
async function ownTypes({ account }: ConnectedSession): Promise<QualificationType[]> {
  if (account.workers.freshness.updated === undefined) await readWorkers(account);
  return (await account.people.qualifications()).own();
}

/** The type IDs among the rows; undefined when there were no rows. */
export function clickedTypeIds(clicked: unknown, selected: unknown): readonly string[] | undefined {
  const rows = clickedRows(clicked, selected);
  return rows && [...new Set(rows.flatMap(row => (isRef(row, 'qualificationType') ? [row.typeId] : [])))];
}

/** The types pointed at, else the own one that the user picks. Throws a {@link CommandError} when the rows name none. */
export async function selectQualificationTypes(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<readonly QualificationType[] | undefined> {
  const ids = clickedTypeIds(clicked, selected);
  if (ids) {
    const qualifications = await session.account.people.qualifications();
    const types = ids.flatMap(id => qualifications.type(id) ?? []);
    if (types.length === 0)
      throw new CommandError(`${title}: no selected row is a qualification type that still exists.`);
    return types;
  }
  const type = await pickOwnType(workbench, session, title);
  return type && [type];
}

export async function pickOwnType(
  { prompts }: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
): Promise<QualificationType | undefined> {
  const types = await ownTypes(session);
  if (types.length === 0) throw new CommandError('This profile has no qualification types.');
  return prompts.pick(
    title,
    'Which qualification type?',
    types.map(type => ({
      label: type.name,
      description: type.active ? '' : 'inactive',
      detail: type.description,
      value: type,
    })),
  );
}

/** The holders pointed at, else those that the user picks of a type that they pick. */
export async function selectHolders(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<readonly Holding[] | undefined> {
  const rows = clickedRows(clicked, selected);
  if (rows) {
    const { held } = session.account.workers;
    const holdings = rows.flatMap(row =>
      isWorkerRow(row) && row.typeId !== undefined && row.requestId === undefined
        ? (held.get(row.workerId)?.filter(({ typeId }) => typeId === row.typeId) ?? [])
        : [],
    );
    if (holdings.length === 0) throw new CommandError(`${title}: no selected row is a worker who has a qualification.`);
    return holdings;
  }
  const type = await pickOwnType(workbench, session, title);
  if (!type) return undefined;
  const holders = (await session.account.people.qualifications()).holders(type.id);
  if (holders.length === 0) throw new CommandError(`No workers have “${type.name}”.`);
  return workbench.prompts.pickMany(
    title,
    `Which workers with “${type.name}”?`,
    holders.map(holding => ({
      label: holding.workerId,
      description: holding.score === undefined ? '' : `score ${holding.score}`,
      value: holding,
    })),
  );
}

/** The requests pointed at, else the pending ones that the user picks. */
export async function selectRequests(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<readonly QualificationRequest[] | undefined> {
  const { account } = session;
  const rows = clickedRows(clicked, selected);
  if (rows) {
    const ids = new Set(rows.flatMap(row => (isWorkerRow(row) && row.requestId !== undefined ? [row.requestId] : [])));
    const requests = account.workers.requests.filter(({ id }) => ids.has(id));
    if (requests.length === 0) throw new CommandError(`${title}: no selected row is a pending request.`);
    return requests;
  }
  await readWorkers(account);
  if (account.workers.requests.length === 0) {
    await workbench.prompts.inform('No qualification requests are pending.');
    return undefined;
  }
  return workbench.prompts.pickMany(
    title,
    'Which requests?',
    account.workers.requests.map(request => ({
      label: request.workerId,
      description: account.workers.types.get(request.typeId)?.name ?? request.typeId,
      detail: `asked ${relativeText(request.submitted, account.now())}`,
      value: request,
    })),
  );
}
