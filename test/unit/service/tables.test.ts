import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../../src/service/storage/openDatabase.ts';
import { stateTables } from '../../../src/service/storage/schema.ts';

describe('service: the tables', () => {
  it('are all emptied by a reset and carried by an export, or belong to the installation', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
    const file = join(folder, 'local.db');
    openStore(file).close();
    const database = new DatabaseSync(file, { readOnly: true });
    const names = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all();
    database.close();
    await rm(folder, { recursive: true });
    assert.deepEqual(
      names.map(({ name }) => name),
      // A reset gives the data set a new id.
      [...stateTables, 'data_sets', 'requesters', 'settings', 'site_keys', 'sqlite_sequence'].sort(),
    );
  });
});
