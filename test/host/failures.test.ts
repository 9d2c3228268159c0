import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/ids.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('failures', () => {
  after(async () => run(commands.stopLocal, []));

  it('of an endpoint end in a row that retries, keeping what was listed', async () => {
    const { workbench, explorer } = await activated();
    const views = [explorer.hits, explorer.review, explorer.rejected];
    const rows = () => Promise.all(views.map(view => view.getChildren()));
    const { local } = await sampleLocal();
    const profile: Profile = { id: 'lab', name: 'lab', endpoint: local.endpoint, environment: 'other', keys: 'stored' };
    const { accessKeyId, secretAccessKey } = local;
    await workbench.store.add(profile, { accessKeyId, secretAccessKey });
    try {
      await workbench.sessions.switchTo(profile);
      await run(commands.refresh, []);
      await workbench.sessions.current.account?.refreshReview();
      await run(commands.readRejections, []);
      const listed = await rows();
      for (const [index, kind] of ['hit', 'hit', 'assignment'].entries())
        assert.ok(listed[index]?.length && listed[index].every(row => row.kind === kind), kind);
      process.kill(local.pid, 'SIGKILL');
      await ended(local.pid);
      await run(commands.refresh, []);
      for (const [index, [note, ...kept]] of (await rows()).entries()) {
        assert.ok(note?.kind === 'note');
        assert.match(note.label, /^Couldn’t list HITs: nothing answers at http.*\(ECONNREFUSED\)$/);
        assert.equal(note.command?.command, commands.refresh);
        assert.deepEqual(kept, listed[index]);
      }
    } finally {
      await workbench.sessions.switchTo(localProfile);
      await workbench.store.remove(profile.id);
    }
  });

  it('of the service process end in one message that offers to start it again', async () => {
    const { workbench } = await activated();
    const { local } = await sampleLocal();
    const prompts = new ScriptedPrompts();
    workbench.prompts = prompts;
    process.kill(local.pid, 'SIGKILL');
    await prompts.heard('warn', /Local has stopped unexpectedly/);
    assert.equal(workbench.local.state.state, 'stopped');
    const { account: lost } = workbench.sessions.current;
    assert.equal(lost, undefined);
    const without = await run(commands.refresh, []);
    await without.heard('reportError', /Local is not running/);

    await run(commands.startLocal, []);
    const { account } = workbench.sessions.current;
    await account?.refreshHITs();
    assert.ok((account?.hits().length ?? 0) > 0, 'what was on disk is there again');
  });

  it('of a database that is none end in one message, and in a start once it is moved away', async () => {
    const { workbench, storage } = await activated();
    await sampleLocal();
    await workbench.local.stop();
    const file = join(storage.fsPath, 'local', 'local.db');
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    writeFileSync(file, 'this is a shopping list\n'.repeat(400));
    const prompts = await run(commands.startLocal, [], { confirm: false });
    const said = await prompts.heard('reportError', /Couldn’t start Local: /);
    assert.match(said, /database/);
    assert.doesNotMatch(said, /\n|at Object/);
    assert.match(readFileSync(file, 'utf8'), /shopping list/, 'what is not ours is left alone');
    await run(commands.startLocalWithSamples, [], { confirm: true });
    assert.equal(workbench.local.state.state, 'running');
    const folder = join(storage.fsPath, 'local');
    const [moved = ''] = readdirSync(folder).filter(name => /^local-.*\.db$/.test(name));
    assert.match(readFileSync(join(folder, moved), 'utf8'), /shopping list/, 'and nothing is deleted');
    rmSync(join(folder, moved));
  });
});

/** A process that was told to end has ended when it can no longer be signalled. */
async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
