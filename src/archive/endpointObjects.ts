/** Reads from an endpoint what an archive stores, beside the HITs themselves. */
import type { RecordKind } from '../files/imports/importedRows.ts';
import type { MTurkClient } from '../mturk/client.ts';
import { pages } from '../mturk/paging.ts';

type Caller = Pick<MTurkClient, 'call'>;

/** Assignments, bonuses and results of review policies; of a settled HIT, bonuses alone. Rejects with MTurkError. */
export async function readWorkOf(
  client: Caller,
  HITId: string,
  settled: boolean,
  signal: AbortSignal | undefined,
): Promise<{ readonly objects: readonly object[]; readonly moreResults: boolean }> {
  const options = callOptions(signal);
  const objects: object[] = [];
  let moreResults = false;
  if (!settled)
    for await (const page of pages(client, 'ListAssignmentsForHIT', { HITId }, options))
      objects.push(...(page.Assignments ?? []));
  for await (const page of pages(client, 'ListBonusPayments', { HITId }, options))
    objects.push(...(page.BonusPayments ?? []));
  if (!settled) {
    const review = await client.call(
      'ListReviewPolicyResultsForHIT',
      { HITId, PolicyLevels: ['Assignment', 'HIT'], RetrieveActions: true, RetrieveResults: true, MaxResults: 100 },
      options,
    );
    const { AssignmentReviewReport: one, HITReviewReport: other } = review;
    const reports = [one?.ReviewResults, one?.ReviewActions, other?.ReviewResults, other?.ReviewActions];
    if (reports.some(report => report && report.length > 0)) {
      const { $metadata: _, NextToken: more, ...report } = review as typeof review & { $metadata?: unknown };
      moreResults = more !== undefined && more !== '';
      objects.push(report);
    }
  }
  return { objects, moreResults };
}

/** What {@link readAccountObjects} reads. */
export const accountKinds = [
  'Qualification',
  'QualificationRequest',
  'WorkerBlock',
  'Account',
] as const satisfies readonly RecordKind[];

/** Qualification types with their qualifications and requests, blocks, and the balance. Rejects with MTurkError. */
export async function readAccountObjects(client: Caller, signal: AbortSignal | undefined): Promise<readonly object[]> {
  const options = callOptions(signal);
  const objects: object[] = [];
  const types: string[] = [];
  const owned = { MustBeRequestable: false, MustBeOwnedByCaller: true };
  for await (const page of pages(client, 'ListQualificationTypes', owned, options))
    for (const type of page.QualificationTypes ?? []) {
      objects.push(type);
      types.push(type.QualificationTypeId ?? '');
    }
  for (const QualificationTypeId of types) {
    for (const Status of ['Granted', 'Revoked'] as const)
      for await (const page of pages(
        client,
        'ListWorkersWithQualificationType',
        { QualificationTypeId, Status },
        options,
      ))
        objects.push(...(page.Qualifications ?? []));
    for await (const page of pages(client, 'ListQualificationRequests', { QualificationTypeId }, options))
      objects.push(...(page.QualificationRequests ?? []));
  }
  for await (const page of pages(client, 'ListWorkerBlocks', {}, options)) objects.push(...(page.WorkerBlocks ?? []));
  const { AvailableBalance, OnHoldBalance } = await client.call('GetAccountBalance', {}, options);
  if (AvailableBalance !== undefined)
    objects.push({ AvailableBalance, ...(OnHoldBalance === undefined ? {} : { OnHoldBalance }) });
  return objects;
}

function callOptions(signal: AbortSignal | undefined) {
  return signal ? { signal } : {};
}
