/** Faults of a rules file that a definition names, and that a command was run on: two parts of the workbench know of them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { run, sampleLocal } from './support.ts';

/** Resolves when so many faults of the file are listed, woken by each change of them. */
async function listed(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  while (vscode.languages.getDiagnostics(uri).length !== count)
    await new Promise<void>(resolve => {
      const subscription = vscode.languages.onDidChangeDiagnostics(() => {
        subscription.dispose();
        resolve();
      });
    });
  return vscode.languages.getDiagnostics(uri);
}

describe('the faults of a rules file', () => {
  const folder = () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    return vscode.Uri.joinPath(root, 'rule-problems');
  };
  const write = async (name: string, text: string) => {
    const uri = vscode.Uri.joinPath(folder(), name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };

  before(async () => {
    await sampleLocal();
    await vscode.workspace.fs.createDirectory(folder());
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await run(commands.stopLocal, []);
  });

  it('are listed once, and as long as one part knows of them', async () => {
    const rules = await write('study.rules', 'workTime < -> approve\n');
    const definition = await write(
      'study.hit.json',
      JSON.stringify({
        Title: 'A study',
        Description: 'With rules.',
        Reward: '0.10',
        duration: '10 min',
        lifetime: '1 day',
        question: { url: 'https://example.org/study' },
        rules: 'study.rules',
      }),
    );
    // Opened so, nothing but its tab keeps the document open.
    await vscode.commands.executeCommand('vscode.open', definition);
    assert.deepEqual(
      (await listed(rules, 1)).map(({ code }) => code),
      ['rule'],
    );

    const prompts = await run(commands.decideByRules, [rules]);
    await prompts.heard('reportError', /^The rules can’t be used: line 1/);
    assert.deepEqual(
      (await listed(rules, 1)).map(({ code }) => code),
      [undefined],
    );

    const closed = new Promise<void>(resolve => {
      const subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.toString() !== definition.toString()) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await closed;
    assert.equal(vscode.languages.getDiagnostics(rules).length, 1);
  });
});
