import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { activated } from './support.ts';

describe('activation', () => {
  it('registers every contributed command', async () => {
    await activated();
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const command of Object.values(commands)) assert.ok(registered.has(command), command);
  });

  it('starts with Local, not running, and asks nobody anything', async () => {
    const { workbench } = await activated();
    assert.equal(workbench.sessions.current.profile.name, 'Local');
    assert.equal(workbench.local.state.state, 'stopped');
    assert.equal(workbench.sessions.current.account, undefined);
  });
});
