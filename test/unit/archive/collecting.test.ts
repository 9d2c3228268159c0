import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { serveArchive } from '../../../src/archive/archiveService.ts';
import { collect } from '../../../src/archive/collecting.ts';
import { type Manifest, verify } from '../../../src/archive/manifest.ts';
import { openArchiveFile } from '../../../src/archive/schema.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { pages } from '../../../src/mturk/paging.ts';
import { type Service, startService } from '../../../src/service/service.ts';
import { folderWith } from '../../support/imports.ts';

/** A client that stops the world after so many calls: what is killed does no more. */
function dying(client: MTurkClient, calls: number): Pick<MTurkClient, 'call'> {
  let left = calls;
  return {
    call: (operation, input, options) => {
      left -= 1;
      if (left < 0) return Promise.reject(new Error('killed'));
      return client.call(operation, input, options);
    },
  };
}

describe('archiving an account', () => {
  let service: Service;
  let client: MTurkClient;
  let folder: ReturnType<typeof folderWith>;
  before(async () => {
    folder = folderWith({ keep: '' });
    service = await startService({ seed: 'sample', clock: 'manual' });
    const { endpoint, accessKeyId, secretAccessKey } = service.ready;
    client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  });
  after(async () => {
    await service.stop();
    folder.remove();
  });

  const archive = (name: string, calls = 1e9): Promise<Manifest> =>
    collect({
      client: dying(client, calls),
      origin: 'Local',
      environment: 'local',
      to: join(folder.path, name),
      now: () => 1_700_000_000_000,
    });

  it('shows the same as the account, HIT for HIT', async () => {
    await archive('all.mturk-archive');
    const served = await serveArchive(join(folder.path, 'all.mturk-archive'));
    try {
      const { endpoint, accessKeyId, secretAccessKey } = served.ready;
      const archived = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
      const all = async (of: MTurkClient): Promise<unknown[]> => {
        const found: unknown[] = [];
        for await (const page of pages(of, 'ListHITs', {}))
          for (const hit of page.HITs ?? []) {
            found.push(hit);
            for await (const work of pages(of, 'ListAssignmentsForHIT', { HITId: hit.HITId ?? '' }))
              found.push(work.Assignments);
            for await (const paid of pages(of, 'ListBonusPayments', { HITId: hit.HITId ?? '' }))
              found.push(paid.BonusPayments);
          }
        return found;
      };
      const sorted = (objects: unknown[]): string[] => objects.map(each => JSON.stringify(each)).sort();
      const live = sorted(await all(client));
      assert.ok(live.length > 10);
      assert.deepEqual(sorted(await all(archived)), live);
      const { $metadata: _, ...balance } = (await client.call('GetAccountBalance', {})) as { $metadata?: unknown };
      const { $metadata: __, ...kept } = (await archived.call('GetAccountBalance', {})) as { $metadata?: unknown };
      assert.deepEqual(kept, balance);
    } finally {
      await served.stop();
    }
  });

  it('goes on after it was killed, and ends the same', async () => {
    const whole = await archive('whole.mturk-archive');
    let killed = 0;
    for (let calls = 3; ; calls += 5) {
      const ended = await archive('killed.mturk-archive', calls).catch((error: unknown) => {
        assert.equal((error as Error).message, 'killed');
        killed += 1;
        assert.equal(existsSync(join(folder.path, 'killed.mturk-archive')), false);
        return undefined;
      });
      if (!ended) continue;
      assert.deepEqual(ended.checksums, whole.checksums);
      break;
    }
    assert.ok(killed >= 5, String(killed));
    const file = openArchiveFile(join(folder.path, 'killed.mturk-archive'));
    assert.equal(verify(file).ok, true);
    file.close();
  });

  it('starts no other HIT once one could not be read', async () => {
    const HITs = Array.from({ length: 200 }, (_, index) => ({ HITId: `3HIT${index}`, Title: 'Rate' }));
    let asked = 0;
    const call: MTurkClient['call'] = async (operation, _input, options) => {
      if (operation === 'ListHITs') return { HITs, NumResults: HITs.length } as never;
      asked += 1;
      if (asked === 3) throw new Error('gone');
      return client.call('ListHITs', { MaxResults: 1 }, options).then(() => ({}) as never);
    };
    const to = join(folder.path, 'gone.mturk-archive');
    await assert.rejects(collect({ client: { call }, origin: 'Local', to, now: () => 0 }), /gone/);
    assert.ok(asked < 200, String(asked));
  });

  it('refuses an export of Local that ends early', async () => {
    const to = join(folder.path, 'early.mturk-archive');
    const localLines = async function* () {
      yield JSON.stringify({ format: 'mturk-local', version: 1 });
    };
    await assert.rejects(
      collect({ client, origin: 'Local', to, localLines, now: () => 0 }),
      /export of Local ends before it is complete/,
    );
    assert.equal(existsSync(to), false);
  });

  it('renews an archive with what came since, and keeps what the endpoint has forgotten', async () => {
    const name = 'again.mturk-archive';
    const before = await archive(name);
    const { HITs = [] } = await client.call('ListHITs', { MaxResults: 100 });
    let approved = '';
    for (const { HITId = '' } of HITs) {
      const { Assignments = [] } = await client.call('ListAssignmentsForHIT', {
        HITId,
        AssignmentStatuses: ['Submitted'],
      });
      approved = Assignments[0]?.AssignmentId ?? '';
      if (approved !== '') break;
    }
    await client.call('ApproveAssignment', { AssignmentId: approved });
    const after = await archive(name);
    assert.deepEqual(after.counts, before.counts);
    assert.notEqual(after.checksums.Assignment, before.checksums.Assignment);
    const file = openArchiveFile(join(folder.path, name));
    const row = file.prepare(`SELECT status FROM objects WHERE kind = 'Assignment' AND id = ?`).get(approved);
    file.close();
    assert.equal(row?.status, 'Approved');
  });

  it('refuses to renew an archive of another endpoint', async () => {
    await archive('mine.mturk-archive');
    await assert.rejects(
      collect({
        client,
        origin: 'https://mturk.lab.example',
        to: join(folder.path, 'mine.mturk-archive'),
        now: () => 0,
      }),
      /is an archive of Local, not of https:\/\/mturk\.lab\.example/,
    );
  });

  it('takes from Local what no operation reads, and lists what it can’t take', async () => {
    const types =
      (
        await client.call('CreateHITType', {
          Title: 'Unused',
          Description: 'd',
          Reward: '0.07',
          AssignmentDurationInSeconds: 60,
        })
      ).HITTypeId ?? '';
    const { controlUrl, controlToken } = service.ready;
    const manifest = await collect({
      client,
      origin: 'Local',
      to: join(folder.path, 'local.mturk-archive'),
      localLines: async function* () {
        const response = await fetch(`${controlUrl}/export`, {
          method: 'POST',
          headers: { authorization: `Bearer ${controlToken}` },
        });
        yield* (await response.text()).split('\n');
      },
      now: () => 0,
    });
    assert.ok((manifest.counts.HITType ?? 0) > 0);
    assert.ok(manifest.unread.includes('statistics'));
    const file = openArchiveFile(join(folder.path, 'local.mturk-archive'));
    const row = file.prepare(`SELECT content FROM objects WHERE kind = 'HITType' AND id = ?`).get(types);
    const secrets = file.prepare(`SELECT count(*) AS number FROM objects WHERE content LIKE '%secret%'`).get();
    file.close();
    assert.match(String(row?.content), /"Title":"Unused"/);
    assert.equal(secrets?.number, 0);
  });
});
