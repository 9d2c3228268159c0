/** A program that is ready in a form of another version: its keys stay out of the message. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startArchive } from '../../../src/local/archiveProcess.ts';
import { LocalService } from '../../../src/local/localService.ts';
import { ScratchLocal } from '../../../src/local/scratch.ts';

describe('a ready line in an unexpected form', () => {
  let folder: string;
  let program: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-ready-'));
    program = join(folder, 'program.cjs');
    const line = JSON.stringify({ secretAccessKey: 'very-secret', controlToken: 'very-secret', version: 99 });
    writeFileSync(
      program,
      `console.log(${JSON.stringify(line)}); process.stdin.on('end', () => process.exit()).resume();`,
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const expected = 'its first line was unexpected';

  it('is reported without its secrets by Local', async () => {
    const window = new LocalService({ folder, program });
    const result = await window.start('none');
    window.dispose();
    assert.deepEqual(result.ok ? undefined : result.reason, expected);
  });

  it('is reported without its secrets by a scratch Local', async () => {
    const scratch = new ScratchLocal({ program });
    await assert.rejects(scratch.acquire(), { message: expected });
    scratch.dispose();
  });

  it('is reported without its secrets by an archive', async () => {
    await assert.rejects(
      startArchive(program, 'no.mturk-archive', () => {}),
      { message: expected },
    );
  });
});
