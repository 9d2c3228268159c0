import assert from 'node:assert/strict';
import { accept } from '../../../src/service/lifecycle.ts';
import { StorageFailure } from '../../../src/service/storage/sqlite.ts';
import { type Direct, startDirect } from './direct.ts';
import { externalQuestion } from './setup.ts';

describe('service: a long backlog of what is due', () => {
  let direct: Direct;
  beforeEach(() => {
    direct = startDirect();
  });
  afterEach(() => direct.close());

  /** So many assignments that all run out at the same time. */
  const crowd = async (size: number): Promise<string> => {
    const { HIT } = await direct.call('CreateHIT', {
      Title: 'Crowded',
      Description: 'Work.',
      Reward: '0.01',
      AssignmentDurationInSeconds: 60,
      LifetimeInSeconds: 86_400,
      MaxAssignments: size,
      Question: externalQuestion,
    });
    const { HITId } = HIT as { HITId: string };
    await direct.run(tx => {
      for (let worker = 0; worker < size; worker++) {
        const hit = tx.store.hits.get(HITId);
        assert(hit);
        accept(tx, hit, `A${worker}`);
      }
    });
    return HITId;
  };

  it('is worked off in several transactions, and no job sees the middle of it', async () => {
    const HITId = await crowd(1000);
    let commits = 0;
    direct.engine.onChange(() => commits++);
    const advanced = direct.engine.advance(60_000);
    // Asked while the backlog is there: it waits for all of it.
    const seen = direct.run(tx => tx.store.hits.get(HITId)?.pending);
    await advanced;
    assert.equal(await seen, 0);
    assert(commits >= 4, `${commits} transactions`);
  });

  it('keeps other callbacks of the process going meanwhile', async () => {
    await crowd(1000);
    const turns: string[] = [];
    const advanced = direct.engine.advance(60_000).then(() => turns.push('done'));
    const turn = (): void => {
      turns.push('turn');
      if (!turns.includes('done')) setImmediate(turn);
    };
    setImmediate(turn);
    await advanced;
    assert(turns.indexOf('done') >= 3, turns.join(' '));
  });

  it('fails the jobs that wait while the database can not be used, and tells them why', async () => {
    await crowd(1);
    const { bySeq } = direct.store.assignments;
    Object.assign(direct.store.assignments, {
      bySeq: () => {
        throw new StorageFailure('The disk is full.');
      },
    });
    await assert.rejects(direct.engine.advance(60_000), /The disk is full/);
    await assert.rejects(
      direct.run(() => undefined),
      /The disk is full/,
    );
    Object.assign(direct.store.assignments, { bySeq });
    assert.equal(await direct.run(tx => tx.store.assignments.bySeq(1)?.status), 'Abandoned', 'and then it happens');
  });
});
