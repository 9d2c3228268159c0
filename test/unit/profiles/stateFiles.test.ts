import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateFiles } from '../../../src/profiles/stateFiles.ts';

describe('files of the last known state', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-states-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function* lines(...all: string[]) {
    yield* all;
  }
  const read = async (files: StateFiles, id: string) => {
    const found: string[] = [];
    for await (const line of files.of(id).read()) found.push(line);
    return found;
  };

  it('are one for each profile, and replaced whole', async () => {
    const files = new StateFiles(join(folder, 'accounts'));
    await files.of('../lab').write(lines('a', 'b'));
    await files.of('other').write(lines('c'));
    assert.deepEqual(await read(files, '../lab'), ['a', 'b']);
    await files.of('../lab').write(lines('d'));
    assert.deepEqual(await read(files, '../lab'), ['d']);
    assert.deepEqual(readdirSync(folder), ['accounts'], 'no profile reaches out of the folder');
    assert.equal(statSync(join(folder, 'accounts', 'other.jsonl')).mode & 0o777, 0o600);
  });

  it('keep the old lines when writing fails half-way', async () => {
    const files = new StateFiles(folder);
    await files.of('lab').write(lines('a'));
    const failing = async function* () {
      yield 'half';
      throw new Error('out of paper');
    };
    await assert.rejects(files.of('lab').write(failing()), /out of paper/);
    assert.deepEqual(await read(files, 'lab'), ['a']);
    assert.deepEqual(readdirSync(folder), ['lab.jsonl']);
  });

  it('are gone with the profile, and not there before', async () => {
    const files = new StateFiles(folder);
    await assert.rejects(read(files, 'lab'), /ENOENT/);
    await files.of('lab').write(lines('a'));
    await files.remove('lab');
    assert.deepEqual(readdirSync(folder), []);
  });
});
