/** The Qualifications view and what is done there, against Local. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, views } from '../../src/ids.ts';
import type { Node } from '../../src/views/nodes.ts';
import { accountNow, activated, type LocalAtHand, run, sampleLocal } from './support.ts';

async function newType(at: LocalAtHand, name: string): Promise<string> {
  const { QualificationType } = await at.independent.call('CreateQualificationType', {
    Name: name,
    Description: 'Reads with care.',
    QualificationTypeStatus: 'Active',
  });
  return QualificationType?.QualificationTypeId ?? '';
}

describe('the Qualifications view', () => {
  after(async () => run(commands.stopLocal, []));

  it('shows own types with who has them, and the HITs that require them, and follows what others change', async () => {
    const at = await sampleLocal();
    const { explorer } = await activated();
    const typeId = await newType(at, 'Careful readers');
    await vscode.commands.executeCommand(`${views.qualifications}.focus`);
    explorer.fresh.look();
    await explorer.fresh.looked();
    const { qualifications: view } = explorer;
    const labels = async (parent?: Node) =>
      (await view.getChildren(parent)).map(node => String(view.getTreeItem(node).label));
    assert.ok((await labels()).includes('Careful readers'));
    const type: Node = { kind: 'qualificationType', typeId };
    assert.deepEqual(await labels(type), ['Pending requests', 'Workers', 'HITs that require it', 'Revoked']);
    const holders: Node = { kind: 'section', section: 'holders', typeId };
    assert.deepEqual(await labels(holders), ['Nobody has it']);
    const account = await accountNow();
    const told = new Promise<void>(resolve => {
      const following = account.onChange(({ workers }) => {
        if (!workers || !account.workers.held.has('A1HOLDER')) return;
        following.dispose();
        resolve();
      });
    });
    await at.independent.call('AssociateQualificationWithWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A1HOLDER',
      IntegerValue: 42,
    });
    await told;
    const [holder] = await view.getChildren(holders);
    assert.ok(holder);
    const item = view.getTreeItem(holder);
    assert.equal(item.label, 'A1HOLDER');
    assert.match(String(item.description), /score 42/);
  });
});
