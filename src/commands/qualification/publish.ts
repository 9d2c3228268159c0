/**
 * Publishes a `*.qual.json` file: creates the type, changes the one of its name, or takes the place of one whose name can't be changed:
 * creates it anew, grants it to the same workers and sets the old one inactive.
 */
import * as vscode from 'vscode';
import { filesBeside, isQualificationFile } from '../../definitionEditor/workspaceFiles.ts';
import { type LoadedQualification, loadQualification } from '../../definitions/qualification/loadQualification.ts';
import { qualificationChanges } from '../../definitions/qualification/qualificationChanges.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import type { QualificationType } from '../../mturk/qualificationType.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { performOperations } from '../perform.ts';
import { readWorkers } from '../requiredReads.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { createType } from './create.ts';

import { pickOwnType } from './selectTypes.ts';
import { differences } from './settingChanges.ts';

const title = 'Publish Qualification Type';
/** Files to pick from. */
const most = 500;

export const publishQualification: Handler<Operating> = async (workbench, clicked) => {
  const session = connected(workbench);
  const uri = await pickFile(workbench, clicked);
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const loaded = await loadQualification(document.getText(), filesBeside(uri));
  const [fault, ...others] = loaded.problems.filter(({ severity }) => severity === 'error');
  if (fault) {
    const place = `${fault.file ?? vscode.workspace.asRelativePath(uri)}, line ${fault.line}`;
    const more = others.length > 0 ? ` ${others.length} more errors.` : '';
    throw new CommandError(`${title}: ${place}: ${fault.message}${more}`);
  }
  await readWorkers(session.account);
  const type = [...session.account.workers.types.values()].find(({ name }) => name === loaded.name);
  if (type) await update(workbench, session, loaded, type);
  else await createOrReplace(workbench, session, loaded);
};

async function pickFile({ prompts }: Needs<'prompts'>, clicked: unknown): Promise<vscode.Uri | undefined> {
  if (clicked instanceof vscode.Uri) return clicked;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && isQualificationFile(active)) return active;
  const found = await vscode.workspace.findFiles('**/*.qual.json', '**/node_modules/**', most);
  if (found.length === 0) throw new CommandError(`${title}: there is no *.qual.json file in this workspace.`);
  return prompts.pick(
    title,
    'Which file?',
    found
      .map(uri => ({ label: vscode.workspace.asRelativePath(uri), value: uri }))
      .sort((one, other) => one.label.localeCompare(other.label)),
  );
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
  const { changes, before, impossible } = qualificationChanges(loaded, whole ?? type);
  if (Object.keys(changes).length === 0) {
    const left = impossible.length > 0 ? ` ${impossible.join(' ')}` : '';
    await workbench.prompts.inform(`“${type.name}” is as the file says. Nothing was changed.${left}`);
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
            label: 'It takes the place of another type…',
            detail:
              'Names and keywords can’t be changed. It is created, granted to the same workers, and the other is set inactive',
            value: 'replace' as const,
          },
        ]);
  if (how === 'create') await createType(workbench, session, creationOf(loaded));
  if (how !== 'replace') return;
  const old = await pickOwnType(workbench, session, title);
  if (old) await replace(workbench, session, loaded, old);
}

async function replace(
  workbench: Operating,
  session: ConnectedSession,
  loaded: LoadedQualification,
  old: QualificationType,
): Promise<void> {
  const holders = (await session.account.people.qualifications()).holders(old.id);
  const creation = creationOf(loaded);
  const grants = (qualificationTypeId: string): Operation[] =>
    holders.map(({ workerId, score }) => ({
      verb: 'assignQualification',
      qualificationTypeId,
      workerId,
      ...(score === undefined ? {} : { score }),
      notify: false,
    }));
  const retirement: Operation = {
    verb: 'updateQualificationType',
    qualificationTypeId: old.id,
    name: old.name,
    changes: { QualificationTypeStatus: 'Inactive' },
    before: { QualificationTypeStatus: old.active ? 'Active' : 'Inactive' },
  };
  const workers = `${holders.length} ${holders.length === 1 ? 'worker' : 'workers'}`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Replace',
    object: `qualification type “${old.name}” by “${loaded.name}”`,
    count: 1,
    operations: [creation, ...grants('(the new type)'), retirement],
    remarks: [
      `“${loaded.name}” is created, and granted to ${workers} with the scores of “${old.name}”, without a message.`,
      `“${old.name}” is then set inactive. Its workers keep it, and HITs that require it go on.`,
      'The name and the keywords of the new type can’t be changed later.',
    ],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return;
  const noun = ['qualification type', 'qualification types'] as const;
  const { outcomes } = await startPlan(
    workbench,
    session,
    { title: `Create qualification type “${loaded.name}”`, verb: 'create', done: 'Created', noun, quiet: true },
    [creation],
  );
  const [outcome] = outcomes;
  const id = outcome && 'created' in outcome ? outcome.created : undefined;
  if (id === undefined) return;
  const granted = await startPlan(
    workbench,
    session,
    { title: `Grant “${loaded.name}”`, verb: 'grant', done: 'Granted to', noun: ['worker', 'workers'], quiet: true },
    grants(id),
  );
  const missing = granted.outcomes.filter(({ result }) => result !== 'done' && result !== 'alreadyDone').length;
  if (missing > 0) {
    await workbench.prompts.warn(
      `“${loaded.name}” was created, but ${missing} of ${workers} don’t have it yet, so “${old.name}” stays active. Resume or retry the grants in the ledger, then set it inactive.`,
    );
    return;
  }
  await startPlan(
    workbench,
    session,
    { title: `Replace “${old.name}” by “${loaded.name}”`, verb: 'replace', done: 'Replaced', noun },
    [retirement],
  );
}
