/** What a requester's script and workers do at the service while a workbench is left alone, so that what it shows can become wrong. */
import assert from 'node:assert/strict';
import { callControl, type RunningLocal } from '../../src/local/controlClient.ts';
import type { Input } from '../../src/mturk/operations.ts';
import { localAtService } from '../../test/e2e/support/localAtService.ts';
import type { Workbench } from '../../test/e2e/support/workbench.ts';
import { question } from '../../test/support/submittedWork.ts';

const hit = (title: string): Input<'CreateHIT'> => ({
  Title: title,
  Description: 'Made while the workbench was left alone.',
  Reward: '0.25',
  MaxAssignments: 4,
  AssignmentDurationInSeconds: 600,
  LifetimeInSeconds: 86_400,
  AutoApprovalDelayInSeconds: 30 * 86_400,
  Question: question,
});

/**
 * Publishes a HIT, has three workers do it and another one begin, approves one answer, rejects one, takes the rejection back, pays a
 * bonus, and gives an older HIT another end. Gives the new HIT's title.
 */
export async function workAtService(workbench: Workbench, name: string): Promise<string> {
  const { local, client } = localAtService(workbench);
  const title = `While ${name}`;
  const { HIT } = await client.call('CreateHIT', hit(title));
  const hitId = HIT?.HITId;
  assert.ok(hitId);
  const ids: string[] = [];
  for (const worker of ['A1ENDURE', 'A2ENDURE', 'A3ENDURE']) ids.push(await submit(local, hitId, worker));
  await callControl(local, 'accept', { HITId: hitId, WorkerId: 'A4ENDURE' });
  const [approved, rejected] = ids;
  assert.ok(approved && rejected);
  await client.call('ApproveAssignment', { AssignmentId: approved });
  await client.call('RejectAssignment', { AssignmentId: rejected, RequesterFeedback: 'Empty.' });
  await client.call('SendBonus', {
    WorkerId: 'A1ENDURE',
    AssignmentId: approved,
    BonusAmount: '0.10',
    Reason: 'Careful.',
    UniqueRequestToken: title,
  });
  const { HITs = [] } = await client.call('ListHITs', { MaxResults: 100 });
  const older = HITs.find(({ HITId, HITStatus }) => HITId !== hitId && HITStatus === 'Assignable');
  if (older) await client.call('UpdateExpirationForHIT', { HITId: older.HITId, ExpireAt: new Date(0) });
  client.dispose();
  return title;
}

/** Takes back every rejection at the service: the HITs' counters stay as they are. */
export async function reverseRejections(workbench: Workbench): Promise<void> {
  const { client } = localAtService(workbench);
  const { HITs = [] } = await client.call('ListHITs', { MaxResults: 100 });
  for (const { HITId } of HITs) {
    const { Assignments = [] } = await client.call('ListAssignmentsForHIT', {
      HITId,
      AssignmentStatuses: ['Rejected'],
    });
    for (const { AssignmentId } of Assignments)
      await client.call('ApproveAssignment', { AssignmentId, OverrideRejection: true });
  }
  client.dispose();
}

async function submit(local: RunningLocal, hitId: string, worker: string): Promise<string> {
  const accepted = (await callControl(local, 'accept', { HITId: hitId, WorkerId: worker })) as { AssignmentId: string };
  await callControl(local, 'submit', {
    AssignmentId: accepted.AssignmentId,
    WorkerId: worker,
    Answers: { colour: 'red' },
  });
  return accepted.AssignmentId;
}
