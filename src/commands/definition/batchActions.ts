/** What can be done with all HITs of a batch. */
import * as vscode from 'vscode';
import { assignmentsPerHIT } from '../../definitions/createHIT.ts';
import { allHITs } from '../../definitions/publishing.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import type { HIT } from '../../mturk/model.ts';
import { pages } from '../../mturk/paging.ts';
import type { Handler } from '../commandHandler.ts';
import { decideByRulesOf } from '../decisions/fromRules.ts';
import { deleteHIT } from '../hit/delete.ts';
import { expireHIT } from '../hit/expire.ts';
import { extendHIT } from '../hit/extend.ts';
import { resumeOperations } from '../ledger/resume.ts';
import { openReview } from '../review/open.ts';
import type { ConnectedSession, Needs, Workbench } from '../workbench.ts';
import type { Batch } from './batches.ts';
import { saveBatchRecord } from './batchRecord.ts';
import { batchFacts, type Publishing, publishHITs } from './publish.ts';
import { readyDefinition } from './readyDefinition.ts';
import { replacementsOf } from './replacements.ts';

export const batchActionNames = [
  'review',
  'rules',
  'extend',
  'expire',
  'delete',
  'resume',
  'missing',
  'rejected',
  'definition',
  'record',
] as const;
export type BatchActionName = (typeof batchActionNames)[number];

export function isBatchAction(value: unknown): value is BatchActionName {
  return batchActionNames.some(name => name === value);
}

export interface BatchAction {
  readonly name: BatchActionName;
  readonly label: string;
  readonly description: string;
  readonly run: () => Promise<unknown>;
}

/** The HITs of a batch that the account has. */
export function batchHITs({ account }: Pick<ConnectedSession, 'account'>, { facts }: Pick<Batch, 'facts'>): HIT[] {
  return account.hits().filter(hit => originOf(hit.annotation)?.batch === facts.id);
}

/** Those that there is something for, most used first. */
export function batchActions(workbench: Workbench, session: ConnectedSession, batch: Batch): BatchAction[] {
  const { account } = session;
  const { facts } = batch;
  const hits = batchHITs(session, batch);
  const refs = (of: readonly HIT[]) => of.map(({ id }) => ({ kind: 'hit', hitId: id }) as const);
  const targets = refs(hits);
  const finished = refs(hits.filter(hit => hit.expires <= account.now() || hit.available === 0));
  const missing = batch.hits.filter(({ hitId }) => hitId === undefined).length;
  const on = (rows: readonly unknown[], handler: Handler) => async () => handler(workbench, rows[0], rows);
  const definition = vscode.Uri.parse(facts.definition, true);
  const { rules, gold } = facts;
  const beside = (path: string) => vscode.Uri.joinPath(definition, '..', path);
  const there = targets.length > 0;
  const all: (BatchAction & { readonly when: boolean })[] = [
    {
      name: 'review',
      label: 'Review Work',
      description: 'Open all of its work in the review grid',
      when: there,
      run: on(targets, openReview),
    },
    {
      name: 'rules',
      label: 'Decide by Rules…',
      description: `Write a decision file by ${rules}`,
      when: there && rules !== undefined,
      run: () =>
        decideByRulesOf(workbench, targets, beside(rules ?? ''), gold === undefined ? undefined : beside(gold)),
    },
    {
      name: 'extend',
      label: 'Extend All…',
      description: 'More assignments or more time',
      when: there,
      run: on(targets, extendHIT),
    },
    {
      name: 'expire',
      label: 'Expire All…',
      description: 'No more workers accept it',
      when: there,
      run: on(targets, expireHIT),
    },
    {
      name: 'delete',
      label: 'Delete Finished…',
      description: `${finished.length} that are over`,
      when: finished.length > 0,
      run: on(finished, deleteHIT),
    },
    {
      name: 'resume',
      label: 'Resume…',
      description: 'Publishing was interrupted',
      when: batch.interrupted,
      run: async () => resumeOperations(workbench),
    },
    {
      name: 'missing',
      label: 'Publish What Is Missing…',
      description: missing === 0 ? 'Rows without a HIT' : `${missing} were not created`,
      when: true,
      run: () => publishMissing(workbench, session, batch, hits),
    },
    {
      name: 'rejected',
      label: 'Publish Again Rejected Work…',
      description: 'One assignment for each that was rejected',
      when: true,
      run: () => publishRejected(workbench, session, batch, hits),
    },
    {
      name: 'definition',
      label: 'Open Definition',
      description: 'The file that it was published from',
      when: true,
      run: async () => vscode.window.showTextDocument(definition),
    },
    {
      name: 'record',
      label: 'Save Batch Record',
      description: 'Which HIT is which row, as a file beside the definition',
      when: true,
      run: () => saveBatchRecord(workbench, session, definition, facts.id),
    },
  ];
  return all.filter(({ when }) => when);
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
  workbench: Publishing,
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
  workbench: Publishing,
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
