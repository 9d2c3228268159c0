/** *Publish Qualification Type…*: creates a type of a file, updates it, and replaces one of another name, also after an interruption. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import type { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { accountNow, activated, type LocalAtHand, run, sampleLocal, withoutWaits } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'types');
};
const file = () => vscode.Uri.joinPath(folder(), 'readers.qual.json');
const write = (value: object) =>
  vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(JSON.stringify(value, null, 2)));
const textOf = ({ said }: ScriptedPrompts) => said.map(({ message }) => message).join('\n');
const replace = { pick: /^Replace another type/ };

describe('publishing a qualification type', () => {
  let at: LocalAtHand;

  const typeOf = async (name: string) => {
    const account = await accountNow();
    await account.workers.refresh(true);
    const type = [...account.workers.types.values()].find(each => each.name === name);
    assert.ok(type, `there is no type ${name}`);
    return type;
  };
  const holders = async (name: string) => {
    const { id } = await typeOf(name);
    const { Qualifications = [] } = await at.independent.call('ListWorkersWithQualificationType', {
      QualificationTypeId: id,
    });
    return Qualifications.map(({ WorkerId, IntegerValue }) => `${WorkerId} ${IntegerValue}`).sort();
  };
  const grant = async (name: string, WorkerId: string, IntegerValue: number) => {
    const { id } = await typeOf(name);
    await at.independent.call('AssociateQualificationWithWorker', {
      QualificationTypeId: id,
      WorkerId,
      IntegerValue,
    });
  };
  const faults = async (...rules: readonly object[]) => {
    const { workbench } = await activated();
    await workbench.local.control('faults', { rules });
  };

  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    at = await sampleLocal();
  });
  after(async () => {
    await faults();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await run(commands.stopLocal, []);
  });

  it('creates it, updates what differs, and changes nothing where the file is the same', async () => {
    await write({ Name: 'Readers', Description: 'Reads.', Keywords: 'read' });
    const account = await accountNow();
    await account.workers.refresh(true);
    const { size } = account.workers.types;
    await run(commands.publishQualification, [file()], ...(size > 0 ? [{ pick: /^Create it/ }] : []), {
      confirm: true,
    });
    assert.equal((await typeOf('Readers')).description, 'Reads.');
    await write({ Name: 'Readers', Description: 'Reads slowly.', Keywords: 'read' });
    const changed = await run(commands.publishQualification, [file()], { confirm: true });
    assert.match(textOf(changed), /Description: Reads\. → Reads slowly\./);
    assert.equal((await typeOf('Readers')).description, 'Reads slowly.');
    const same = await run(commands.publishQualification, [file()]);
    assert.match(textOf(same), /“Readers” already matches the file\. Nothing was changed\./);
  });

  it('replaces a type that nobody has', async () => {
    await write({ Name: 'Fast readers', Description: 'Reads.' });
    await run(commands.publishQualification, [file()], replace, { pick: /^Readers/ }, { confirm: true });
    assert.deepEqual(await holders('Fast readers'), []);
    assert.equal((await typeOf('Readers')).active, false);
  });

  it('replaces a type for its workers, and finishes that after it was interrupted', async () => {
    await grant('Fast readers', 'A1READER01', 40);
    await write({ Name: 'Quick readers', Description: 'Reads.' });
    await faults({ operation: 'AssociateQualificationWithWorker', fault: 'serviceFault' });
    const choices = [replace, { pick: /^Fast readers/ }, { confirm: true }];
    const broken = await withoutWaits(() => run(commands.publishQualification, [file()], ...choices));
    await broken.heard('warn', /1 worker of “Fast readers” still lacks it, so “Fast readers” stays active/);
    assert.equal((await typeOf('Fast readers')).active, true);
    await faults();
    await grant('Fast readers', 'A1READER02', 50);
    await run(commands.publishQualification, [file()], { pick: /^Finish replacing “Fast readers”/ }, { confirm: true });
    assert.deepEqual(await holders('Quick readers'), ['A1READER01 40', 'A1READER02 50']);
    assert.equal((await typeOf('Fast readers')).active, false);
    const again = await run(commands.publishQualification, [file()]);
    assert.match(textOf(again), /already matches the file/);
  });

  it('grants it to who gets the replaced type while that is confirmed', async () => {
    await write({ Name: 'Sharp readers', Description: 'Reads.' });
    await run(
      commands.publishQualification,
      [file()],
      replace,
      { pick: /^Quick readers/ },
      {
        confirm: true,
        before: () => grant('Quick readers', 'A1READER03', 60),
      },
    );
    assert.deepEqual(await holders('Sharp readers'), ['A1READER01 40', 'A1READER02 50', 'A1READER03 60']);
  });
});
