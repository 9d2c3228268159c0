import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { batchesOf } from '../../../src/commands/definition/batches.ts';
import { commitAt } from '../../../src/commands/definition/gitCommit.ts';
import { missingOf, replacementsOf } from '../../../src/commands/definition/replacements.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { annotationOf } from '../../../src/mturk/batchAnnotation.ts';
import { batchOf } from '../../support/batches.ts';

describe('The batches of a ledger', () => {
  it('are their plans together, with the HIT of each row', async () => {
    const { texts, operations, batch } = await batchOf(4);
    const ledger = Ledger.inMemory();
    let calls = 0;
    const client = {
      endpoint: 'http://x',
      call: (async () => {
        calls += 1;
        return { HIT: { HITId: `3${calls}` } };
      }) as never,
    };
    const facts = { title: 'Publish', environment: 'local', profile: 'local', endpoint: 'http://x', texts, batch };
    await ledger.start({ ...facts, id: 'one' }, operations.slice(0, 3), { client, parallel: 1 });
    await ledger.start({ ...facts, id: 'two' }, operations.slice(3), { client });
    const [found, ...others] = await batchesOf(ledger);
    assert.equal(others.length, 0);
    assert.deepEqual(
      found?.hits.map(({ row, hitId, cells }) => [row, hitId, cells[0]]),
      [1, 2, 3, 4].map(row => [row, `3${row}`, `word ${row}`]),
    );
    assert.equal(found?.interrupted, false);
  });
});

describe('Missing HITs of a batch', () => {
  it('are neither created by the ledger nor listed by the service', () => {
    const all = [1, 2, 3].map(row => ({ row, replica: 1, maxAssignments: 1 }));
    const planned = [
      { row: 1, replica: 1, hitId: 'H1' },
      { row: 2, replica: 1, hitId: undefined },
    ];
    assert.deepEqual(missingOf(all, planned, []), all.slice(1));
    // Another computer published it.
    const annotation = annotationOf('', { batch: 'k3m9x2q4p7', row: 2, replica: 1 });
    assert.deepEqual(missingOf(all, planned, [{ annotation }, { annotation: 'other' }]), all.slice(2));
  });
});

describe('Rejected work of a batch', () => {
  const planned = (row: number, replica: number, maxAssignments: number) => ({
    row,
    replica,
    maxAssignments,
    hitId: `H${row}.${replica}`,
  });
  const listed = ({ row, replica, maxAssignments, hitId }: ReturnType<typeof planned>) => ({
    id: hitId,
    maxAssignments,
    annotation: annotationOf('', { batch: 'k3m9x2q4p7', row, replica }),
  });
  const whole = { parts: 1, rowCount: 2 };

  it('is published once, in HITs with numbers that were not used before', () => {
    const hits = [planned(1, 1, 3), planned(2, 1, 3)];
    const rejected = new Map([['H1.1', 2]]);
    assert.deepEqual(replacementsOf(hits, hits.map(listed), rejected, whole), [
      { row: 1, replica: 2, maxAssignments: 2 },
    ]);
    const more = [...hits, planned(1, 2, 2)];
    assert.deepEqual(replacementsOf(more, more.map(listed), rejected, whole), []);
    rejected.set('H1.2', 1);
    assert.deepEqual(replacementsOf(more, more.map(listed), rejected, whole), [
      { row: 1, replica: 3, maxAssignments: 1 },
    ]);
  });

  it('is not published again where its replacement was deleted, or is known from its annotation alone', () => {
    const hits = [planned(1, 1, 3), planned(1, 2, 2)];
    const rejected = new Map([['H1.1', 2]]);
    assert.deepEqual(replacementsOf(hits, hits.slice(0, 1).map(listed), rejected, whole), []);
    assert.deepEqual(replacementsOf(hits.slice(0, 1), hits.map(listed), rejected, whole), []);
  });
});

describe('The commit of a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commit-'));
  after(() => rmSync(folder, { recursive: true }));
  const hash = '0123456789abcdef0123456789abcdef01234567';

  it('is read from a loose or a packed reference, and from a detached head', async () => {
    const file = join(folder, 'study', 'task.hit.json');
    mkdirSync(join(folder, 'study'));
    mkdirSync(join(folder, '.git', 'refs', 'heads'), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(folder, '.git', name), text);
    write('HEAD', `${hash}\n`);
    assert.equal(await commitAt(file), hash);
    write('HEAD', 'ref: refs/heads/main\n');
    write('packed-refs', `# pack-refs\n${hash} refs/heads/main\n`);
    assert.equal(await commitAt(file), hash);
    write('refs/heads/main', `${hash.replace('0', 'f')}\n`);
    assert.equal(await commitAt(file), hash.replace('0', 'f'));
    write('HEAD', 'ref: ../../etc/passwd\n');
    assert.equal(await commitAt(file), undefined);
  });

  it('is that of a worktree or a submodule, not of the repository around it', async () => {
    const own = hash.replace('0', 'e');
    const tree = join(folder, 'tree');
    const git = join(folder, '.git', 'worktrees', 'tree');
    mkdirSync(tree);
    mkdirSync(git, { recursive: true });
    writeFileSync(join(tree, '.git'), `gitdir: ${git}\n`);
    writeFileSync(join(git, 'HEAD'), 'ref: refs/heads/own\n');
    writeFileSync(join(git, 'commondir'), '../..\n');
    writeFileSync(join(folder, '.git', 'refs', 'heads', 'own'), `${own}\n`);
    assert.equal(await commitAt(join(tree, 'task.hit.json')), own);
    writeFileSync(join(tree, '.git'), 'gitdir: ../.git/worktrees/tree\n');
    writeFileSync(join(git, 'HEAD'), `${own}\n`);
    assert.equal(await commitAt(join(tree, 'task.hit.json')), own);
  });
});
