/** Publishes more HITs of a batch that is there: those that were not created, and replacements for rejected work. */
import * as vscode from 'vscode';
import { assignmentsPerHIT } from '../../definitions/createHIT.ts';
import { allHITs } from '../../definitions/publishing.ts';
import { pages } from '../../mturk/paging.ts';
import { readListing } from '../requiredReads.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { type Batch, batchesOf } from './batches.ts';
import { batchHITs } from './batchWorkers.ts';
import { batchFacts, type Publishing, publishedAlone, publishHITs } from './publish.ts';
import { readyDefinition } from './readyDefinition.ts';
import { missingOf, replacementsOf } from './replacements.ts';

export async function publishMissing(workbench: Publishing, session: ConnectedSession, clicked: Batch): Promise<void> {
  await publishMore(workbench, session, clicked, async ({ ready, document, facts }) => {
    const all = allHITs(ready.loaded);
    const wantedOf = (batches: readonly Batch[]) =>
      missingOf(all, batches.find(each => each.facts.id === facts.id)?.hits ?? [], batchHITs(session, clicked));
    if (wantedOf(await batchesNow(workbench, session)).length === 0)
      await workbench.prompts.inform('Every row of the data has its HITs.');
    else await publishHITs(workbench, session, document, ready, facts, wantedOf);
  });
}

/** Publishes new HITs for work that was rejected, less those that were published for it before. */
export async function publishRejected(workbench: Publishing, session: ConnectedSession, clicked: Batch): Promise<void> {
  await publishMore(workbench, session, clicked, async ({ ready, document, facts }) => {
    const { loaded } = ready;
    const rejected = new Map<string, number>();
    for (const { id, completed } of batchHITs(session, clicked))
      if (completed > 0) rejected.set(id, await rejectedOf(session, id));
    const parts = assignmentsPerHIT(loaded.definition).length;
    const wantedOf = (batches: readonly Batch[]) =>
      replacementsOf(
        batches.find(each => each.facts.id === facts.id)?.hits ?? [],
        batchHITs(session, clicked),
        rejected,
        { parts, rowCount: loaded.rowCount },
      );
    if (wantedOf(await batchesNow(workbench, session)).length === 0)
      await workbench.prompts.inform('No rejected work of this batch is left to republish.');
    else await publishHITs(workbench, session, document, ready, facts, wantedOf);
  });
}

/** Reads the batch as it is now, not as it was clicked, and its definition. */
async function publishMore(
  workbench: Publishing,
  session: ConnectedSession,
  { facts: { id, definition } }: Batch,
  publish: (read: NonNullable<Awaited<ReturnType<typeof readyBatch>>>) => Promise<void>,
): Promise<void> {
  const uri = vscode.Uri.parse(definition, true);
  await publishedAlone(workbench, session, uri, async () => {
    // Publishing more while some of it may or may not have happened could publish it twice.
    if ((await batchesNow(workbench, session)).some(({ facts, interrupted }) => facts.id === id && interrupted)) {
      await workbench.prompts.warn(
        'Publishing this batch was interrupted. Resume it first: it looks up what was already sent.',
      );
      return;
    }
    const read = await readyBatch(workbench, session, uri, id);
    if (!read) return;
    // Another window or computer may have published HITs of it.
    await readListing(session.account);
    await publish(read);
  });
}

async function batchesNow({ ledgers }: Needs<'ledgers'>, { profile }: ConnectedSession): Promise<Batch[]> {
  return batchesOf(await ledgers.of(profile.id));
}

async function readyBatch(workbench: Needs<'prompts'>, session: ConnectedSession, definition: vscode.Uri, id: string) {
  const document = await vscode.workspace.openTextDocument(definition);
  const ready = await readyDefinition(workbench, session, document);
  return ready && { document, ready, facts: await batchFacts(document, ready, id) };
}

async function rejectedOf({ account, ended }: ConnectedSession, hitId: string): Promise<number> {
  let count = 0;
  for await (const { Assignments = [] } of pages(
    account.client,
    'ListAssignmentsForHIT',
    { HITId: hitId, AssignmentStatuses: ['Rejected'] },
    { signal: ended, priority: 'userRead' },
  ))
    count += Assignments.length;
  return count;
}
