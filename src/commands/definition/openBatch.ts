/** Opens the page of a batch, and does what can be done with all of its HITs. */
import * as vscode from 'vscode';
import { batchScheme } from '../../ids.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { batchActions, isBatchAction } from './batchActions.ts';
import { batchPageUri, noBatch, readBatchUri } from './batchAddress.ts';
import { type Batch, batchesOf, missingHITs } from './batches.ts';
import { batchHITs } from './batchWorkers.ts';

export const openBatch: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  const batch = await pickBatch(workbench, session, 'Open Batch', clicked);
  if (!batch) return;
  const uri = batchPageUri(session.profile.id, batch.facts);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
};

/** `clicked`: a page or a definition; `chosen`: the name of an action, from a lens of the page. */
export const manageBatch: Handler = async (workbench, clicked, chosen) => {
  const session = connected(workbench);
  const batch = await pickBatch(workbench, session, 'Manage Batch', clicked ?? activePage());
  if (!batch) return;
  const actions = batchActions(workbench, session, batch);
  const action = isBatchAction(chosen)
    ? actions.find(({ name }) => name === chosen)
    : await workbench.prompts.pick(
        `Batch ${batch.facts.name} (${batch.facts.id})`,
        `Select an action for ${counted(batchHITs(session, batch).length, 'HIT')}`,
        actions.map(each => ({ label: each.label, description: each.description, value: each })),
      );
  if (action) await action.run();
  else if (isBatchAction(chosen)) await workbench.prompts.inform('This action isn’t available for this batch now.');
};

function activePage(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === batchScheme ? uri : undefined;
}

/** The batch of a page, of a definition or of all; the user is asked where there are several. */
export async function pickBatch(
  workbench: Needs<'ledgers' | 'prompts'>,
  { profile }: ConnectedSession,
  title: string,
  clicked: unknown,
): Promise<Batch | undefined> {
  const all = await batchesOf(await workbench.ledgers.of(profile.id));
  const page = clicked instanceof vscode.Uri ? readBatchUri(clicked) : undefined;
  if (page) {
    const batch = page.profileId === profile.id ? all.find(({ facts }) => facts.id === page.batch) : undefined;
    if (!batch) await workbench.prompts.inform(noBatch(page, profile.id));
    return batch;
  }
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
    title,
    'Select a batch',
    batches.map(batch => ({
      label: batch.facts.name,
      description: `${batch.facts.id}, ${relativeText(batch.begun, Date.now())}`,
      detail: publishedText(batch),
      value: batch,
    })),
  );
}

function publishedText(batch: Batch): string {
  const created = batch.hits.filter(({ hitId }) => hitId !== undefined).length;
  return `${created} of ${created + missingHITs(batch).length} HITs published`;
}
