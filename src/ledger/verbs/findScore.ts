import { type Caller, unlessGone } from '../caller.ts';

/** Whether a worker has a qualification, and with which score. */
export async function findScore(
  client: Caller,
  { qualificationTypeId, workerId }: { readonly qualificationTypeId: string; readonly workerId: string },
): Promise<{ readonly granted: boolean; readonly score: number | undefined }> {
  const input = { QualificationTypeId: qualificationTypeId, WorkerId: workerId };
  const read = await unlessGone(() => client.call('GetQualificationScore', input));
  const { Status, IntegerValue } = 'gone' in read ? {} : (read.value.Qualification ?? {});
  return { granted: Status === 'Granted', score: IntegerValue };
}
