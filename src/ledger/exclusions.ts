/** Keeping workers away by a qualification that further HITs require not to be there (reference.md §3.4, §5). */
import { pages } from '../mturk/paging.ts';
import { unlessGone } from './caller.ts';
import { isDone } from './outcome.ts';
import type { Plan } from './planState.ts';
import type { Caller } from './requests.ts';

/** A qualification type of the requester's own. */
export interface OwnType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** Who of some workers has a qualification, and who had it until it was revoked. */
export interface Standings {
  readonly holders: ReadonlySet<string>;
  readonly revoked: ReadonlySet<string>;
}

/** Up to so many workers are asked for one by one; for more, the holders are listed. */
const mostQuestions = 20;

/** Own qualification types by which workers can be told apart, by name. Throws MTurkError. */
export async function ownTypes(client: Caller): Promise<OwnType[]> {
  const types: OwnType[] = [];
  const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
  for await (const { QualificationTypes = [] } of pages(client, 'ListQualificationTypes', own))
    for (const { QualificationTypeId: id = '', Name: name = '', Description: description = '' } of QualificationTypes)
      types.push({ id, name, description });
  return types.sort((one, other) => one.name.localeCompare(other.name));
}

/** Whether a type is there to be granted. Throws MTurkError when the asking itself fails. */
export async function isThere(client: Caller, qualificationTypeId: string): Promise<boolean> {
  const read = await unlessGone(() =>
    client.call('GetQualificationType', { QualificationTypeId: qualificationTypeId }),
  );
  return !('gone' in read);
}

/** Everybody who has a qualification, or had it until it was revoked, with the score. Throws MTurkError. */
export async function holdersOf(
  client: Caller,
  qualificationTypeId: string,
  Status: 'Granted' | 'Revoked' = 'Granted',
): Promise<ReadonlyMap<string, number | undefined>> {
  const holders = new Map<string, number | undefined>();
  const wanted = { QualificationTypeId: qualificationTypeId, Status };
  for await (const { Qualifications = [] } of pages(client, 'ListWorkersWithQualificationType', wanted))
    for (const { WorkerId = '', IntegerValue } of Qualifications) holders.set(WorkerId, IntegerValue);
  return holders;
}

/** Those of the workers who have the qualification, with whatever score. Throws MTurkError. */
export async function holdersAmong(
  client: Caller,
  qualificationTypeId: string,
  workerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const asked = new Set(workerIds);
  const QualificationTypeId = qualificationTypeId;
  const holders = new Set<string>();
  if (asked.size <= mostQuestions) {
    for (const WorkerId of asked) {
      const read = await unlessGone(() => client.call('GetQualificationScore', { QualificationTypeId, WorkerId }));
      if (!('gone' in read) && read.value.Qualification?.Status === 'Granted') holders.add(WorkerId);
    }
    return holders;
  }
  for (const id of (await holdersOf(client, qualificationTypeId)).keys()) if (asked.has(id)) holders.add(id);
  return holders;
}

/** How the qualification of the workers stands, with whatever score. Throws MTurkError. */
export async function standingsAmong(
  client: Caller,
  qualificationTypeId: string,
  workerIds: readonly string[],
): Promise<Standings> {
  const holders = await holdersAmong(client, qualificationTypeId, workerIds);
  const others = workerIds.filter(id => !holders.has(id));
  if (others.length === 0) return { holders, revoked: new Set() };
  // The score of a qualification that was revoked is refused like that of one that never was.
  const former = await holdersOf(client, qualificationTypeId, 'Revoked');
  return { holders, revoked: new Set(others.filter(id => former.has(id))) };
}

/** Whose qualification this ledger revoked, and did not grant again since. */
export function revokedIn(plans: readonly Plan[], qualificationTypeId: string): Set<string> {
  const revoked = new Set<string>();
  for (const { items } of plans)
    for (const { operation, outcome } of items) {
      if (!outcome || !isDone(outcome)) continue;
      if (!('qualificationTypeId' in operation) || operation.qualificationTypeId !== qualificationTypeId) continue;
      if (operation.verb === 'revokeQualification') revoked.add(operation.workerId);
      if (operation.verb === 'assignQualification') revoked.delete(operation.workerId);
    }
  return revoked;
}

/** Who worked on HITs that were deleted, as far as that was written down when they were: by HIT. */
export function workersOfDeleted(plans: readonly Plan[]): Map<string, readonly string[]> {
  const workers = new Map<string, readonly string[]>();
  for (const { items } of plans)
    for (const { operation, outcome } of items)
      if (operation.verb === 'delete' && operation.workers && outcome?.result !== 'failed')
        workers.set(operation.hitId, operation.workers);
  return workers;
}
