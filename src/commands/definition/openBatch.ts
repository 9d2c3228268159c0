/** A batch: how far its rows are, what it cost and will cost, and what can be done with all of its HITs. */
import * as vscode from 'vscode';
import { assignmentsPerHIT } from '../../definitions/createHIT.ts';
import { allHITs } from '../../definitions/publishing.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import { addCosts, rewardCost, termsOf } from '../../mturk/fees.ts';
import type { HIT } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { pages } from '../../mturk/paging.ts';
import { relativeText } from '../../mturk/times.ts';
import type { Handler } from '../commandHandler.ts';
import { deleteHIT } from '../hit/delete.ts';
import { expireHIT } from '../hit/expire.ts';
import { extendHIT } from '../hit/extend.ts';
import { resumeOperations } from '../ledger/resume.ts';
import { openReview } from '../review/open.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating, Workbench } from '../workbench.ts';
import { type Batch, batchesOf } from './batches.ts';
import { saveBatchRecord } from './batchRecord.ts';
import { batchFacts, publishHITs } from './publish.ts';
import { readyDefinition } from './readyDefinition.ts';
import { replacementsOf } from './replacements.ts';

export const openBatch: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  const batch = await pickBatch(workbench, session, clicked);
  if (batch) await batchMenu(workbench, session, batch);
};

async function pickBatch(
  workbench: Needs<'ledgers' | 'prompts'>,
  { profile }: ConnectedSession,
  clicked: unknown,
): Promise<Batch | undefined> {
  const all = await batchesOf(await workbench.ledgers.of(profile.id));
  const file = clicked instanceof vscode.Uri ? clicked.toString() : undefined;
  const batches = all.filter(({ facts }) => file === undefined || facts.definition === file).reverse();
  const [only, ...others] = batches;
  if (!only) {
    await workbench.prompts.inform(
      `Profile ${profile.name} has no batches${file === undefined ? '' : ' of this definition'} yet. Publish a HIT definition first.`,
    );
    return undefined;
  }
  if (others.length === 0) return only;
  return workbench.prompts.pick(
    'Open Batch',
    'Select a batch',
    batches.map(batch => ({
      label: batch.facts.name,
      description: `${batch.facts.id}, ${relativeText(batch.begun, Date.now())}`,
      detail: `${batch.hits.filter(({ hitId }) => hitId !== undefined).length} of ${batch.hits.length} HITs published`,
      value: batch,
    })),
  );
}

async function batchMenu(workbench: Workbench, session: ConnectedSession, batch: Batch): Promise<void> {
  const { account } = session;
  const hits = account.hits().filter(hit => originOf(hit.annotation)?.batch === batch.facts.id);
  const targets = hits.map(({ id }) => ({ kind: 'hit', hitId: id }) as const);
  const finished = hits
    .filter(hit => hit.expires <= account.now() || hit.available === 0)
    .map(({ id }) => ({ kind: 'hit', hitId: id }) as const);
  const missing = batch.hits.filter(({ hitId }) => hitId === undefined).length;
  const on = (rows: readonly unknown[], handler: Handler) => () => handler(workbench, rows[0], rows);
  const choices: { label: string; description: string; run: () => Promise<unknown> }[] = [
    ...(targets.length > 0
      ? [
          {
            label: 'Review Work',
            description: 'Open all of its work in the review grid',
            run: on(targets, openReview),
          },
          { label: 'Extend All…', description: 'More assignments or more time', run: on(targets, extendHIT) },
          { label: 'Expire All…', description: 'No more workers accept it', run: on(targets, expireHIT) },
        ]
      : []),
    ...(finished.length > 0
      ? [{ label: 'Delete Finished…', description: `${finished.length} that are over`, run: on(finished, deleteHIT) }]
      : []),
    ...(batch.interrupted
      ? [{ label: 'Resume…', description: 'Publishing was interrupted', run: () => resumeOperations(workbench) }]
      : []),
    {
      label: 'Publish What Is Missing…',
      description: missing === 0 ? 'Rows without a HIT' : `${missing} were not created`,
      run: () => publishMissing(workbench, session, batch, hits),
    },
    {
      label: 'Publish Again Rejected Work…',
      description: 'One assignment for each that was rejected',
      run: () => publishRejected(workbench, session, batch, hits),
    },
    {
      label: 'Save Batch Record',
      description: 'Which HIT is which row, as a file beside the definition',
      run: () => saveBatchRecord(workbench, session, vscode.Uri.parse(batch.facts.definition, true), batch.facts.id),
    },
  ];
  const chosen = await workbench.prompts.pick(
    `Batch ${batch.facts.name} (${batch.facts.id})`,
    standingText(session, batch, hits),
    choices.map(({ label, description, run }) => ({ label, description, value: run })),
  );
  await chosen?.();
}

/** "40 of 40 rows published, 12 done, 3 pending review. $7.20 so far, $21.60 to come." */
function standingText({ account }: ConnectedSession, { facts, hits: planned }: Batch, hits: readonly HIT[]): string {
  const rows = new Set(planned.filter(({ hitId }) => hitId !== undefined).map(({ row }) => row));
  const done = hits.filter(hit => hit.completed >= hit.maxAssignments).length;
  const unreviewed = hits.reduce((sum, hit) => sum + account.counts(hit).submitted, 0);
  const now = account.now();
  const spent = addCosts(hits.map(hit => rewardCost(termsOf(hit), hit.completed)));
  const toCome = addCosts(
    hits.map(hit => {
      const { submitted, working, available } = account.counts(hit);
      return rewardCost(termsOf(hit), submitted + working + (hit.expires > now ? available : 0));
    }),
  );
  return `${rows.size} of ${facts.rows} rows published, ${done} HITs done, ${unreviewed} pending review. At most ${formatDollars(spent.total)} so far, ${formatDollars(toCome.total)} to come.`;
}

async function readyBatch(workbench: Needs<'prompts'>, session: ConnectedSession, { facts }: Batch) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(facts.definition, true));
  const ready = await readyDefinition(workbench, session, document);
  return ready && { document, ready, facts: await batchFacts(document, ready, facts.id) };
}

/** Publishing more while some of it may or may not have happened could publish it twice. */
async function isInterrupted({ prompts }: Needs<'prompts'>, { interrupted }: Batch): Promise<boolean> {
  if (interrupted)
    await prompts.warn(
      'Publishing this batch was interrupted. Resume it first: what was sent already is looked up there.',
    );
  return interrupted;
}

async function publishMissing(
  workbench: Operating,
  session: ConnectedSession,
  batch: Batch,
  hits: readonly HIT[],
): Promise<void> {
  if (await isInterrupted(workbench, batch)) return;
  const read = await readyBatch(workbench, session, batch);
  if (!read) return;
  const there = new Set([
    ...batch.hits.filter(({ hitId }) => hitId !== undefined).map(({ row, replica }) => `${row}.${replica}`),
    ...hits.flatMap(({ annotation }) => originOf(annotation) ?? []).map(({ row, replica }) => `${row}.${replica}`),
  ]);
  const wanted = allHITs(read.ready.loaded).filter(({ row, replica }) => !there.has(`${row}.${replica}`));
  if (wanted.length === 0) await workbench.prompts.inform('Every row of the data has its HITs.');
  else await publishHITs(workbench, session, read.document, read.ready, read.facts, wanted);
}

/** Publishes new HITs for work that was rejected, less those that were published for it before. */
async function publishRejected(
  workbench: Operating,
  session: ConnectedSession,
  batch: Batch,
  hits: readonly HIT[],
): Promise<void> {
  if (await isInterrupted(workbench, batch)) return;
  const read = await readyBatch(workbench, session, batch);
  if (!read) return;
  const { loaded } = read.ready;
  const rejected = new Map<string, number>();
  for (const { id, completed } of hits) if (completed > 0) rejected.set(id, await rejectedOf(session, id));
  const parts = assignmentsPerHIT(loaded.definition).length;
  const wanted = replacementsOf(batch.hits, hits, rejected, { parts, rowCount: loaded.rowCount });
  if (wanted.length === 0) await workbench.prompts.inform('No rejected work of this batch is left to publish again.');
  else await publishHITs(workbench, session, read.document, read.ready, read.facts, wanted);
}

async function rejectedOf({ account, ended }: ConnectedSession, hitId: string): Promise<number> {
  let count = 0;
  for await (const { Assignments = [] } of pages(
    account.client,
    'ListAssignmentsForHIT',
    { HITId: hitId, AssignmentStatuses: ['Rejected'] },
    { signal: ended },
  ))
    count += Assignments.length;
  return count;
}
