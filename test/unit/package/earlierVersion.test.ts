/** What an earlier version wrote still opens. The files of `test/fixtures/version-0.1` were written by the code of that time. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ListHITsCommand } from '@aws-sdk/client-mturk';
import { Account } from '../../../src/account/account.ts';
import { Notes } from '../../../src/account/notes.ts';
import { parseQuery } from '../../../src/account/search/searchQuery.ts';
import { entriesOf } from '../../../src/ledger/entries.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { requestOf } from '../../../src/ledger/requests.ts';
import { undoOf } from '../../../src/ledger/reversal.ts';
import { verbs } from '../../../src/ledger/verbs/list.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { readProfiles } from '../../../src/profiles/profile.ts';
import { StateFiles } from '../../../src/profiles/stateFiles.ts';
import { startLocal } from '../../support/local.ts';

interface Facts {
  readonly hits: number;
  readonly assignments: number;
  readonly noted: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

describe('files of version 0.1', () => {
  let folder: string;
  let facts: Facts;
  let memento: Readonly<Record<string, unknown>>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-earlier-'));
    cpSync('test/fixtures/version-0.1', folder, { recursive: true });
    writeFileSync(join(folder, 'local.db'), gunzipSync(readFileSync(join(folder, 'local.db.gz'))));
    facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8'));
    memento = JSON.parse(readFileSync(join(folder, 'memento.json'), 'utf8'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('have a journal of every verb and every result that time had', async () => {
    const ledger = Ledger.inFile(join(folder, 'journal.jsonl'));
    const [every, results] = await ledger.plans();
    assert.deepEqual(ledger.damage, []);
    assert.equal(every?.items.length, 19);
    for (const { operation, outcome } of every?.items ?? []) {
      assert.ok(Object.hasOwn(verbs, operation.verb), operation.verb);
      assert.equal(outcome?.result, 'done', operation.verb);
      assert.ok(requestOf(operation, 'token').operation, operation.verb);
      undoOf(operation, { at: outcome.at, created: outcome.created }, outcome.at);
    }
    // The failed one was to be tried again, and the last was never answered; then the rest was dropped.
    assert.deepEqual(
      results?.items.map(({ outcome }) => outcome?.result),
      ['alreadyDone', undefined, 'unknown', 'notSent', undefined],
    );
    assert.deepEqual(await ledger.openPlans(), []);
    const entries = entriesOf(every ? [every] : []);
    assert.equal(entries.find(({ verb }) => verb === 'bonus')?.spent.total, 150);
    assert.equal(entries.find(({ verb }) => verb === 'createHIT')?.hitId, '3NEWHIT');
    assert.equal(entries.find(({ verb }) => verb === 'createQualificationType')?.qualificationTypeId, '3NEWQUAL');
  });

  it('have the last known state of an account', async () => {
    const { keys } = facts;
    const client = new MTurkClient({ endpoint: 'http://127.0.0.1:9', credentials: async () => keys });
    const kept = { file: new StateFiles(join(folder, 'accounts')).of('local'), identity: 'fixture' };
    const account = new Account({ client, now: Date.now, kept });
    try {
      await account.restore();
      assert.equal(account.hits().length, facts.hits);
      assert.equal([...account.works()].flat().length, facts.assignments);
    } finally {
      account.dispose();
      client.dispose();
    }
  });

  it('have notes and marks', async () => {
    const file = new StateFiles(join(folder, 'accounts')).notesOf('local');
    const notes = new Notes({ file, now: Date.now, changed: () => {} });
    try {
      await notes.load();
      const { text, mark } = notes.of(facts.noted) ?? {};
      assert.deepEqual({ text, mark }, { text: 'Ask about question 3', mark: 'star' });
      assert.deepEqual(notes.of('3OTHER')?.text, 'A second look');
      assert.equal(notes.of('3OTHER')?.mark, undefined);
    } finally {
      notes.dispose();
    }
  });

  it('have profiles, and filters that still mean something', () => {
    const profiles = readProfiles(memento['mturk.profiles']);
    assert.deepEqual(
      profiles.map(({ name, keys }) => [name, keys]),
      [
        ['Lab', 'stored'],
        ['Session', 'session'],
        ['Environment', 'environment'],
        ['AWS', 'awsProfile'],
      ],
    );
    for (const line of memento['mturk.savedFilters'] as string[]) assert.ok(parseQuery(line).ok, line);
  });

  it('have a database of Local, with the keys that it gave out', async () => {
    const local = await startLocal({ data: join(folder, 'local.db') });
    try {
      assert.equal(local.accessKeyId, facts.keys.accessKeyId);
      const { HITs = [] } = await local.client(facts.keys).send(new ListHITsCommand({ MaxResults: 100 }));
      assert.equal(HITs.length, facts.hits);
    } finally {
      await local.stop();
    }
  });
});
