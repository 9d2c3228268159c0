/** A batch as a file beside its definition, so that another machine can tell which HIT is which row. */
import * as vscode from 'vscode';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { batchesOf } from './batches.ts';
import { definitionName } from './definitionDocument.ts';

/** Writes `<definition>.<batch>.batch.json` and opens it. */
export async function saveBatchRecord(
  workbench: Needs<'ledgers'>,
  { profile }: ConnectedSession,
  definition: vscode.Uri,
  id: string,
): Promise<void> {
  const batch = (await batchesOf(await workbench.ledgers.of(profile.id))).find(({ facts }) => facts.id === id);
  if (!batch) return;
  const { definition: _, ...facts } = batch.facts;
  const record = {
    batch: { ...facts, environment: profile.environment, published: new Date(batch.begun).toISOString() },
    hits: batch.hits.map(({ row, replica, hitId, cells }) => ({ row, replica, HITId: hitId ?? null, cells })),
  };
  const uri = vscode.Uri.joinPath(definition, '..', `${definitionName(definition)}.${id}.batch.json`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
  await vscode.window.showTextDocument(uri, { preview: true });
}
