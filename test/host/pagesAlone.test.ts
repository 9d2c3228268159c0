/** Pages of workers and qualification types are kept up while they show, whether or not a view does. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { accountNow, activated, run, sampleLocal } from './support.ts';

describe('the page of a qualification type', () => {
  after(async () => run(commands.stopLocal, []));

  it('follows what others change while no view shows', async () => {
    const at = await sampleLocal();
    const { panels: open, workbench } = await activated();
    const { QualificationType } = await at.independent.call('CreateQualificationType', {
      Name: 'Readers alone',
      Description: 'Reads with care.',
      QualificationTypeStatus: 'Active',
    });
    const typeId = QualificationType?.QualificationTypeId ?? '';
    const account = await accountNow();
    await account.workers.refresh(true);
    const subject = { kind: 'qualificationType', typeId } as const;
    await workbench.openPeople({ ...workbench.sessions.current, account }, subject);
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    const changed = new Promise<void>(resolve => {
      const following = account.onChange(() => {
        if (!account.workers.held.has('A1ALONE')) return;
        following.dispose();
        resolve();
      });
    });
    await at.independent.call('AssociateQualificationWithWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A1ALONE',
    });
    await changed;
    const page = await open.people.of(workbench.sessions.current.profile.id, subject)?.page();
    const workers = page?.tables.find(({ id }) => id === 'workers')?.rows.map(([worker]) => worker?.text);
    assert.deepEqual(workers, ['A1ALONE']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
