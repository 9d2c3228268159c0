/** The services on archives that a window runs. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Archives } from '../../../src/local/archives.ts';

describe('the archives of a window', () => {
  let folder: string;
  let program: string;

  const ready = JSON.stringify({
    endpoint: 'http://127.0.0.1:1',
    accessKeyId: 'KEY',
    secretAccessKey: 'secret',
    controlUrl: 'http://127.0.0.1:1/control',
    controlToken: 'token',
    archive: { origin: 'test', asOf: 0, written: 0, counts: {} },
  });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-archives-'));
    program = join(folder, 'program.cjs');
    writeFileSync(
      program,
      `console.log(${JSON.stringify(ready)}); process.stdin.on('end', () => process.exit()).resume();`,
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('start one service for a file, however often it is asked for', async () => {
    const archives = new Archives(program);
    const [one, other] = await Promise.all([archives.start('a'), archives.start('a')]);
    assert.equal(one, other);
    assert.equal(archives.running('a'), one);
    archives.dispose();
    assert.equal(archives.running('a'), undefined);
  });

  it('stop a service that is still starting when the window closes', async () => {
    const archives = new Archives(program);
    const starting = archives.start('a');
    archives.dispose();
    await assert.rejects(starting, { message: 'the window is closing' });
    assert.equal(archives.running('a'), undefined);
  });
});
