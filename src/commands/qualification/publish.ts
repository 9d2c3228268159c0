/**
 * Publishes a `*.qual.json` file: creates the type, changes the one of its name, or replaces one of another name, since names can't
 * be changed.
 */
import * as vscode from 'vscode';
import { filesBeside, isQualificationFile } from '../../definitionEditor/workspaceFiles.ts';
import { type LoadedQualification, loadQualification } from '../../definitions/qualification/loadQualification.ts';
import { qualificationChanges } from '../../definitions/qualification/qualificationChanges.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { unfinishedReplacement } from '../../ledger/typeReplacements.ts';
import type { QualificationType } from '../../mturk/qualificationType.ts';
import type { Handler } from '../commandHandler.ts';
import { currentText, showFault } from '../definition/readyDefinition.ts';
import { performOperations } from '../perform.ts';
import { pickWorkspaceFile } from '../pickWorkspaceFile.ts';
import { readWorkers } from '../requiredReads.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import { createType } from './create.ts';
import { finishReplacement, replaceType } from './replace.ts';
import { pickOwnType } from './selectTypes.ts';
import { differences, formerSettings } from './settingChanges.ts';

const title = 'Publish Qualification Type';
const qualificationFiles = {
  pattern: '**/*.qual.json',
  isOne: isQualificationFile,
  example: '*.qual.json',
  question: 'Which file?',
} as const;

export const publishQualification: Handler<Operating> = async (workbench, clicked) => {
  const session = connected(workbench);
  const uri = await pickWorkspaceFile(workbench, title, qualificationFiles, clicked);
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const loaded = await loadQualification(await currentText(document), filesBeside(uri));
  const errors = loaded.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return showFault(workbench, uri, errors);
  await readWorkers(session.account);
  const type = [...session.account.workers.types.values()].find(({ name }) => name === loaded.name);
  if (type) await updateOrFinish(workbench, session, loaded, type);
  else await createOrReplace(workbench, session, loaded);
};

/** Asks whether to finish a replacement that was interrupted, if the type was created to replace another. */
async function updateOrFinish(
  workbench: Operating,
  session: ConnectedSession,
  loaded: LoadedQualification,
  type: QualificationType,
): Promise<void> {
  const plans = await (await workbench.ledgers.of(session.profile.id)).plans();
  const old = unfinishedReplacement(plans, type);
  const isActive = old && session.account.workers.types.get(old.typeId)?.active;
  if (!old || isActive === undefined) return update(workbench, session, loaded, type);
  const detail = 'Grants the new type to the workers who don’t have it yet';
  const how = await workbench.prompts.pick(
    title,
    `“${type.name}” was created to replace “${old.name}”, but ${isActive ? `“${old.name}” is still active` : 'this was not finished'}.`,
    [
      {
        label: `Finish replacing “${old.name}”…`,
        detail: isActive ? `${detail}, and sets the other inactive` : detail,
        value: 'finish' as const,
      },
      { label: `Update “${type.name}” only…`, value: 'update' as const },
    ],
  );
  if (how === 'finish') await finishReplacement(workbench, session, type, { ...old, isActive });
  if (how === 'update') await update(workbench, session, loaded, type);
}

async function update(
  workbench: Operating,
  session: ConnectedSession,
  loaded: LoadedQualification,
  type: QualificationType,
): Promise<void> {
  const qualifications = await session.account.people.qualifications();
  await qualifications.read(type.id);
  const { freshness, type: whole } = qualifications.details(type.id);
  if (freshness.state === 'failed') throw freshness.error;
  const now = whole ?? type;
  const { changes, impossible } = qualificationChanges(loaded, now);
  const before = formerSettings(now, changes);
  if (Object.keys(changes).length === 0) {
    const left = impossible.length > 0 ? ` ${impossible.join(' ')}` : '';
    await workbench.prompts.inform(`“${type.name}” already matches the file. Nothing was changed.${left}`);
    return;
  }
  await performOperations(workbench, session, {
    verb: 'Update',
    noun: ['qualification type', 'qualification types'],
    one: ({ name }) => `qualification type “${name}”`,
    items: [type],
    operation: ({ id, name }) => ({ verb: 'updateQualificationType', qualificationTypeId: id, name, changes, before }),
    remarks: [...differences(changes, before), ...impossible],
    irreversible: changes.Test !== undefined,
  });
}

function creationOf({ name, keywords, settings }: LoadedQualification) {
  const { Description, ...others } = settings;
  return {
    verb: 'createQualificationType',
    name,
    description: Description,
    ...(keywords === '' ? {} : { keywords }),
    settings: others,
  } as const satisfies Operation;
}

async function createOrReplace(
  workbench: Operating,
  session: ConnectedSession,
  loaded: LoadedQualification,
): Promise<void> {
  const how =
    session.account.workers.types.size === 0
      ? 'create'
      : await workbench.prompts.pick(title, `You have no qualification type “${loaded.name}” yet.`, [
          { label: 'Create it', value: 'create' as const },
          {
            label: 'Replace another type…',
            detail:
              'For a new name or keywords, which can’t be changed: it is created and granted to the same workers, and the other is set inactive',
            value: 'replace' as const,
          },
        ]);
  if (how === 'create') await createType(workbench, session, creationOf(loaded));
  if (how !== 'replace') return;
  const old = await pickOwnType(workbench, session, title);
  if (!old) return;
  const { id: typeId, name, active: isActive } = old;
  await replaceType(workbench, session, creationOf(loaded), { typeId, name, isActive });
}
