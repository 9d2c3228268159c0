/** Files that a start finds: another program's, damaged ones, and whose they are. */
import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseRefusal } from '../../../../src/service/storage/databaseFile.ts';
import { startLocal } from '../../../support/local.ts';
import { makeBench } from '../setup.ts';

describe('service under attack: database files', () => {
  let folder = '';
  let data = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
    data = join(folder, 'local.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const refused = (reason: string) => (error: unknown) => {
    assert(error instanceof DatabaseRefusal, String(error));
    assert.equal(error.reason, reason, error.message);
    assert(error.message.includes(data), error.message);
    return true;
  };

  it('another program’s database is refused and stays as it is, byte for byte', async () => {
    const scripts = {
      plain: 'CREATE TABLE notes (text TEXT);',
      marked: 'PRAGMA application_id = 7; CREATE TABLE notes (text TEXT);',
      versioned: 'PRAGMA user_version = 3;',
      logging: 'PRAGMA journal_mode = WAL; CREATE TABLE notes (text TEXT);',
    };
    for (const [name, script] of Object.entries(scripts)) {
      data = join(folder, `${name}.db`);
      const other = new DatabaseSync(data);
      other.exec(script);
      other.close();
      await chmod(data, 0o644);
      const before = readFileSync(data);
      await assert.rejects(startLocal({ data }), refused('notADatabase'));
      assert.deepEqual(readFileSync(data), before, name);
      assert.equal(statSync(data).mode & 0o777, 0o644, name);
      assert.deepEqual(
        (await readdir(folder)).filter(file => file.startsWith(name)),
        [`${name}.db`],
      );
    }
  });

  it('a file of Local’s is for this user alone, an older one too', async function () {
    if (process.platform === 'win32') this.skip();
    await (await startLocal({ data })).stop();
    assert.equal(statSync(data).mode & 0o777, 0o600);
    await chmod(data, 0o644);
    const local = await startLocal({ data });
    for (const file of await readdir(folder)) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
    await local.stop();
  });

  it('a damaged file is named, with what is wrong in it', async () => {
    const first = await startLocal({ data });
    const bench = makeBench(first);
    for (let count = 0; count < 20; count++) await bench.createHIT();
    await first.stop();
    const size = statSync(data).size;
    const whole = readFileSync(data);
    // The schema's own page, all pages but the first, and an end that is missing.
    for (const damage of [
      (file: number) => writeSync(file, Buffer.alloc(1000, 0x5a), 0, 1000, 100),
      (file: number) => writeSync(file, Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096),
    ]) {
      writeFileSync(data, whole);
      const file = openSync(data, 'r+');
      damage(file);
      closeSync(file);
      await assert.rejects(startLocal({ data }), refused('damaged'));
    }
    writeFileSync(data, whole.subarray(0, 5000));
    await assert.rejects(startLocal({ data }), refused('damaged'));
    writeFileSync(data, whole);
    const again = await startLocal({ data });
    assert.equal((await again.control('health')).ok, true);
    await again.stop();
  });

  it('a database that a crash left at its beginning opens', async () => {
    writeFileSync(data, '');
    await (await startLocal({ data })).stop();
    await (await startLocal({ data })).stop();
  });
});
