/** What points other programs at the service of the active profile: terminals and snippets. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { runnable } from '../../src/commands/local/runnableTask.ts';
import { commands } from '../../src/ids.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { until } from '../e2e/support/eventually.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('connections for other programs', () => {
  after(async () => {
    await run(commands.leaveTerminals, []);
    await run(commands.stopLocal, []);
  });

  async function variables(): Promise<Record<string, string>> {
    const { context } = await activated();
    const found: Record<string, string> = {};
    for (const [name, { value }] of context.environmentVariableCollection) found[name] = value;
    return found;
  }

  it('set terminals to Local, started for it, and take it back', async () => {
    const { workbench, context } = await activated();
    await run(commands.stopLocal, []);
    assert.deepEqual(await variables(), {});
    const prompts = await run(commands.useLocalForTerminals, [], { pick: /^Variables only/ });
    await prompts.heard('inform', /New terminals of this workspace use Local/);
    const { state } = workbench.local;
    assert.ok(state.state === 'running');
    const expected = {
      AWS_ENDPOINT_URL_MTURK: state.local.endpoint,
      AWS_ACCESS_KEY_ID: state.local.accessKeyId,
      AWS_SECRET_ACCESS_KEY: state.local.secretAccessKey,
      AWS_DEFAULT_REGION: 'us-east-1',
    };
    assert.deepEqual(await variables(), expected);
    assert.match(String(context.environmentVariableCollection.description), /Points AWS SDKs and tools at Local/);
    // Nothing reaches Amazon by accident while Local is down.
    await run(commands.stopLocal, []);
    assert.deepEqual(await variables(), expected);
    await run(commands.leaveTerminals, []);
    assert.deepEqual(await variables(), {});
    await run(commands.startLocal, []);
    assert.deepEqual(await variables(), {});
  });

  it('lead terminals to Local by a proxy and a certificate, and end both with it', async () => {
    const prompts = await run(commands.useLocalForTerminals, [], { pick: /proxy and certificate/ });
    await prompts.heard('inform', /use Local, whatever address code uses/);
    const found = await variables();
    assert.match(found.HTTPS_PROXY ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(found.AWS_SECRET_ACCESS_KEY, 'local-secret-key');
    assert.match(found.NODE_OPTIONS ?? '', /^ --require .*preload\.cjs$/);
    assert.equal(existsSync(found.SSL_CERT_FILE ?? ''), true);
    const { status } = await fetch(`${found.AWS_ENDPOINT_URL_MTURK}/`);
    assert.equal(status, 200);
    await run(commands.leaveTerminals, []);
    assert.deepEqual(await variables(), {});
    await until('the files of the redirect are gone', () => !existsSync(found.SSL_CERT_FILE ?? ''));
  });

  it('run a command with everything for MTurk led to Local, typed or as a task', async () => {
    const { workbench } = await activated();
    const file = join(mkdtempSync(join(tmpdir(), 'mturk-host-')), 'out');
    const { state } = workbench.local;
    assert.ok(state.state === 'running');
    const command = `printf %s "$HTTPS_PROXY" > "${file}"`;
    const done = () =>
      new Promise<number | undefined>(resolve => {
        const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.definition.type !== 'mturk') return;
          listening.dispose();
          resolve(exitCode);
        });
      });
    const typed = done();
    await run(commands.runInTerminal, [], { type: command });
    assert.equal(await typed, 0);
    assert.match(readFileSync(file, 'utf8'), /^http:\/\/127/);
    rmSync(file);
    const ended = done();
    const definition = { type: 'mturk', command: '/bin/sh', args: ['-c', command] };
    const task = await runnable(workbench, definition, vscode.TaskScope.Workspace, 'as a task');
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 0);
    assert.match(readFileSync(file, 'utf8'), /^http:\/\/127/);
  });

  it('follow Local to the port that it comes back on', async () => {
    const { workbench, context } = await activated();
    await run(commands.useLocalForTerminals, [], { pick: /^Variables only/ });
    context.environmentVariableCollection.replace('AWS_ENDPOINT_URL_MTURK', 'http://127.0.0.1:1');
    await run(commands.stopLocal, []);
    await run(commands.startLocal, []);
    const { state } = workbench.local;
    assert.ok(state.state === 'running');
    assert.equal((await variables()).AWS_ENDPOINT_URL_MTURK, state.local.endpoint);
  });

  it('copy snippets with Local’s own keys, and with no others', async () => {
    const { local } = await sampleLocal();
    const { workbench } = await activated();
    await run(commands.copySnippet, [], { pick: /AWS CLI/ });
    const own = await vscode.env.clipboard.readText();
    assert.match(own, new RegExp(`${local.secretAccessKey}[\\s\\S]*--endpoint-url ${local.endpoint}`));
    const profile = {
      id: 'p',
      name: 'lab',
      endpoint: local.endpoint,
      environment: 'other',
      keys: 'stored',
    } as const;
    await workbench.store.add(profile, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' });
    try {
      await workbench.sessions.switchTo(profile);
      const prompts = await run(commands.copySnippet, [], { pick: /AWS CLI/ });
      await prompts.heard('inform', /Copied, without keys/);
      const other = await vscode.env.clipboard.readText();
      assert.ok(other.includes(local.endpoint));
      assert.doesNotMatch(other, /AKIAEXAMPLE|example-secret|local-secret-key/);
    } finally {
      await workbench.sessions.switchTo(localProfile);
      await workbench.store.remove(profile.id);
    }
  });
});
