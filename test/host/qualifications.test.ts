/** The Qualifications view and what is done there, against Local. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, views } from '../../src/ids.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import type { Node } from '../../src/views/nodes.ts';
import { accountNow, activated, type LocalAtHand, run, sampleLocal, submittedHIT, withoutWaits } from './support.ts';

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
    assert.deepEqual(await labels(holders), ['No workers have this qualification']);
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

  it('opens a page of a type and of each worker, whatever their ID, that follows what others change', async () => {
    const at = await sampleLocal();
    const { panels: open, workbench } = await activated();
    const typeId = await newType(at, 'Careful readers');
    const account = await accountNow();
    await account.workers.refresh(true);
    const { profile } = workbench.sessions.current;
    const odd = 'nobody that Amazon would know';
    for (const subject of [
      { kind: 'qualificationType', typeId },
      { kind: 'worker', workerId: odd },
    ] as const) {
      await workbench.openPeople({ ...workbench.sessions.current, account }, subject);
      assert.ok(open.people.of(profile.id, subject));
    }
    const shown = open.people.of(profile.id, { kind: 'qualificationType', typeId });
    assert.ok(shown);
    const holders = async () =>
      (await shown.page()).tables.find(({ id }) => id === 'workers')?.rows.map(([worker]) => worker?.text);
    assert.deepEqual(await holders(), []);
    const told = new Promise<void>(resolve => {
      const following = account.onChange(() => {
        if (!account.workers.held.has('A1HOLDER')) return;
        following.dispose();
        resolve();
      });
    });
    await at.independent.call('AssociateQualificationWithWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A1HOLDER',
    });
    await account.workers.refresh(true);
    await told;
    assert.deepEqual(await holders(), ['A1HOLDER']);
    const ofNobody = await open.people.of(profile.id, { kind: 'worker', workerId: odd })?.page();
    assert.equal(ofNobody?.heading, odd);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(open.people.of(profile.id, { kind: 'qualificationType', typeId }), undefined);
  });

  it('excludes the workers of HITs, and writes so into a HIT definition, once', async () => {
    const at = await sampleLocal();
    await newType(at, 'Careful readers');
    const { hitId } = await submittedHIT(at, 2);
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const file = vscode.Uri.joinPath(root, 'exclude', 'birds.hit.json');
    const text = '{\n  // the study\n  "Title": "Birds"\n}\n';
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const row = { kind: 'hit', hitId };
    const definition = { pick: /^exclude\/birds\.hit\.json/ };
    const { said } = await run(
      commands.excludeWorkersOf,
      [row],
      { pick: /^New qualification/ },
      { type: 'Took part in birds' },
      { accept: true },
      { confirm: true },
      definition,
    );
    assert.match(said.map(({ message }) => message).join('\n'), /^Exclude 2 workers of HIT “.+” \(\w+…\) in LOCAL\?/m);
    assert.match(
      said.map(({ message }) => message).join('\n'),
      /birds\.hit\.json now excludes workers with “Took part in birds”/,
    );
    const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.ok(written.startsWith('{\n  // the study\n  "Title": "Birds",\n  "requirements": ['), written);
    assert.match(written, /"type": "Took part in birds",\s+"not": "exists",\s+"guards": "discover"/);
    const account = await accountNow();
    await account.workers.refresh(true);
    assert.equal(account.workers.held.get('A1HAND0001')?.length, 1);
    const again = await run(commands.excludeWorkersOf, [row], { pick: /^Took part in birds/ }, definition);
    assert.match(
      again.said.map(({ message }) => message).join('\n'),
      /All 2 workers have .* already[\s\S]*already excludes workers with /,
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, '..'), { recursive: true });
  });

  it('changes no definition where workers can’t be read or don’t get the qualification', async () => {
    const at = await sampleLocal();
    const { workbench } = await activated();
    await newType(at, 'Took part in fish');
    const { hitId } = await submittedHIT(at, 2);
    const row = { kind: 'hit', hitId };
    const faults = async (...rules: readonly object[]) => workbench.local.control('faults', { rules });
    try {
      await faults({ operation: 'ListAssignmentsForHIT', fault: 'serviceFault' });
      const unread = await run(commands.excludeWorkersOf, [row]);
      await unread.heard('reportError', /./);
      await faults({ operation: 'AssociateQualificationWithWorker', fault: 'serviceFault' });
      const other = { pick: /^(?:Another qualification type|Took part in fish)/ };
      const { memory, sessions } = workbench;
      await memory.update(storageKeys.exclusionPrefix + sessions.current.profile.id, undefined);
      const failed = await withoutWaits(() => run(commands.excludeWorkersOf, [row], other, { confirm: true }));
      await failed.heard('warn', /No definition was changed, because 2 workers of 2 still lack “Took part in fish”/);
    } finally {
      await faults();
    }
  });
});
