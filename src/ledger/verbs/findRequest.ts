/** Looks up what became of a request for a qualification: the service lists pending ones alone. */
import { pages } from '../../mturk/paging.ts';
import { type Caller, unlessGone } from '../caller.ts';
import { findScore } from './findScore.ts';

export interface RequestFound {
  readonly pending: boolean;
  /** Whether the worker has the qualification now, and with which score. */
  readonly granted: boolean;
  readonly score: number | undefined;
}

export async function findRequest(
  client: Caller,
  operation: { readonly requestId: string; readonly qualificationTypeId: string; readonly workerId: string },
): Promise<RequestFound> {
  const input = { QualificationTypeId: operation.qualificationTypeId };
  const read = await unlessGone(async () => {
    for await (const { QualificationRequests = [] } of pages(client, 'ListQualificationRequests', input))
      if (QualificationRequests.some(each => each.QualificationRequestId === operation.requestId)) return true;
    return false;
  });
  return { pending: 'value' in read && read.value, ...(await findScore(client, operation)) };
}
