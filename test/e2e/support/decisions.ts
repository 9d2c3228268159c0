/** A file of decisions in the workspace of a workbench, about work that waits at its Local; with a few rows that are at fault. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assignment, readAssignment } from '../../../src/mturk/model.ts';
import { pages } from '../../../src/mturk/paging.ts';
import { patiently } from './eventually.ts';
import { localAtService } from './localAtService.ts';
import type { Workbench } from './workbench.ts';

export interface DecisionsAtHand {
  readonly path: string;
  /** Approved, with a bonus. */
  readonly approved: Assignment;
  readonly rejected: Assignment;
}

export const decisionsName = 'review.csv';

/** Writes the file and shows it in an editor. */
export async function showDecisions(workbench: Workbench): Promise<DecisionsAtHand> {
  const { client } = localAtService(workbench);
  const waiting: Assignment[] = [];
  for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
    for (const { HITId } of HITs) {
      const { Assignments = [] } = await client.call('ListAssignmentsForHIT', {
        HITId,
        AssignmentStatuses: ['Submitted'],
      });
      waiting.push(...Assignments.map(readAssignment));
    }
  const [approved, rejected, both, ...others] = waiting;
  assert.ok(approved && rejected && both, 'three assignments are pending for review');
  const path = join(workbench.session.workspace, decisionsName);
  const lines = [
    'AssignmentId,HITId,WorkerId,Environment,Approve,Reject,Bonus,BonusReason',
    `${approved.id},${approved.hitId},${approved.workerId},local,x,,1.50,Thorough comments on every word`,
    `${rejected.id},${rejected.hitId},${rejected.workerId},local,,"All answers are the same; the instructions ask for a judgement of each word.",,`,
    `${both.id},${both.hitId},${both.workerId},local,x,Random answers,,`,
    '3NOSUCHASSIGNMENT0000000000001,,,,x,,,',
    '3OTHERASSIGNMENT00000000000001,,,production,x,,,',
    ...others.slice(0, 2).map(({ id, hitId, workerId }) => `${id},${hitId},${workerId},local,,,,`),
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  await workbench.openFile(decisionsName);
  return { path, approved, rejected };
}

/** Reviews the file of decisions in the editor that is shown, by the lens above it, and sees its plan open. */
export async function openPlan(workbench: Workbench): Promise<void> {
  const lens = workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Review decisions' });
  // A lens that is refreshed under the pointer does nothing; to review twice is to review.
  const plan = workbench.tab(/^Plan: /);
  await patiently(async timeout => {
    if (await plan.isVisible()) return;
    await lens.click({ timeout });
    await plan.waitFor({ timeout });
  }, 5000);
}
