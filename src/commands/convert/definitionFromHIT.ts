/** A definition of a HIT that exists. */
import * as vscode from 'vscode';
import { fromHIT } from '../../definitions/convert/existingHIT.ts';
import { readsUntil } from '../../ledger/caller.ts';
import { readHIT } from '../../mturk/model.ts';
import { formatAmount } from '../../mturk/money.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { targetToOpen } from '../openDocuments.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { writeDefinition } from './convertStudy.ts';

export const newDefinitionFromHIT: Handler<Needs<'prompts' | 'sessions'>> = async (workbench, clicked) => {
  const session = connected(workbench);
  const target = await targetToOpen(workbench, session, 'New Definition from This HIT', clicked);
  if (!target) return;
  const { HIT: raw } = await readsUntil(session.account.client, session.ended).call('GetHIT', { HITId: target.hitId });
  if (!raw) throw new CommandError(`Couldn’t read HIT ${target.hitId}. Refresh the view and try again.`);
  const hit = readHIT(raw);
  const root = await folderToWrite(workbench.prompts);
  if (!root) return;
  await writeDefinition(
    root,
    fromHIT({
      ...hit,
      reward: formatAmount(hit.reward),
      lifetime: Math.max(0, Math.round((hit.expires - hit.created) / 1000)),
      requirements: (raw.QualificationRequirements ?? []).map(({ RequiredToPreview: _, ...each }) => each),
    }),
  );
};

/** The first folder of the workspace; elsewhere, one that the user picks. */
async function folderToWrite(prompts: Parameters<Handler>[0]['prompts']): Promise<vscode.Uri | undefined> {
  const [only, more] = vscode.workspace.workspaceFolders ?? [];
  if (only && !more) return only.uri;
  const [picked] =
    (await prompts.openMany({ title: 'Write Definition To', action: 'Select', filters: {}, folders: true })) ?? [];
  return picked;
}
