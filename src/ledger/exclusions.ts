/** Keeping workers away by a qualification that further HITs require not to be there (reference.md §3.4, §5). */
import { pages } from '../mturk/paging.ts';
import { unlessGone } from './caller.ts';
import type { Caller } from './requests.ts';

/** A qualification type of the requester's own. */
export interface OwnType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
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
  const granted = { QualificationTypeId, Status: 'Granted' } as const;
  for await (const { Qualifications = [] } of pages(client, 'ListWorkersWithQualificationType', granted))
    for (const { WorkerId = '' } of Qualifications) if (asked.has(WorkerId)) holders.add(WorkerId);
  return holders;
}
