/** What can be done with all HITs of a batch. */
import * as vscode from 'vscode';
import { uriOf } from '../../definitionEditor/workspaceFiles.ts';
import type { HIT } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { decideByRulesOf } from '../decisions/fromRules.ts';
import { deleteHIT } from '../hit/delete.ts';
import { expireHIT } from '../hit/expire.ts';
import { extendHIT } from '../hit/extend.ts';
import { resumeOperations } from '../ledger/resume.ts';
import { openReview } from '../review/open.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';
import { type Batch, missingHITs } from './batches.ts';
import { saveBatchRecord } from './batchRecord.ts';
import { batchHITs } from './batchWorkers.ts';
import { publishMissing, publishRejected } from './publishMore.ts';

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

/** Those that there is something for, most used first. */
export function batchActions(workbench: Workbench, session: ConnectedSession, batch: Batch): BatchAction[] {
  const { account } = session;
  const { facts } = batch;
  const hits = batchHITs(session, batch);
  const refs = (of: readonly HIT[]) => of.map(({ id }) => ({ kind: 'hit', hitId: id }) as const);
  const targets = refs(hits);
  const finished = refs(hits.filter(hit => hit.expires <= account.now() || hit.available === 0));
  const missing = missingHITs(batch).length;
  const on = (rows: readonly unknown[], handler: Handler) => async () => handler(workbench, rows[0], rows);
  const definition = vscode.Uri.parse(facts.definition, true);
  const { rules, gold } = facts;
  const beside = (path: string) => uriOf(definition, path);
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
      description: counted(finished.length, 'finished HIT'),
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
      label: 'Publish Missing HITs…',
      description: missing === 0 ? 'Rows without a HIT' : `${counted(missing, 'HIT')} not created`,
      when: true,
      run: () => publishMissing(workbench, session, batch),
    },
    {
      name: 'rejected',
      label: 'Republish Rejected Work…',
      description: 'One assignment for each that was rejected',
      when: true,
      run: () => publishRejected(workbench, session, batch),
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
