/** One HIT or one simulation may fail; the service goes on, and so does its database. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulationsIn } from '../../../../src/service/storage/simulations.ts';
import { openSql } from '../../../../src/service/storage/sqlite.ts';
import { hostileQuestions, page } from '../../../support/hostile/questions.ts';
import { type Local, startLocal } from '../../../support/local.ts';
import { type Bench, makeBench, tally } from '../setup.ts';

interface Run {
  readonly state: string;
  readonly submitted: number;
  readonly error?: string;
}

async function lastRun(local: Local): Promise<Run> {
  const { simulations } = await local.control('stats');
  const [last] = simulations as Run[];
  assert(last);
  return last;
}

describe('service under attack: what falls due', function () {
  this.timeout(60_000);

  for (const [name, Question] of Object.entries(hostileQuestions))
    it(`${name}: the simulation ends, and everything else goes on`, async () => {
      const reported: unknown[] = [];
      const local = await startLocal({ report: error => reported.push(error) });
      try {
        const { createHIT, advance, getHIT, work } = makeBench(local);
        const { HITId } = await createHIT({ MaxAssignments: 3, Question });
        const other = await createHIT();
        await local.control('simulate', { workers: 2, HITIds: [HITId], seconds: 10 });
        await advance(60);
        const { state, submitted, error } = await lastRun(local);
        assert(state === 'done' ? submitted === 2 : state === 'failed' && error?.includes(HITId), `${state}: ${error}`);
        assert.equal(reported.length > 0, state === 'failed', 'a failure is reported, and only that');
        await work(other.HITId, 'A1WORKER');
        assert.equal(tally(await getHIT(other.HITId)), 'Assignable 2/0/0');
        const exported = await fetch(`${local.controlUrl}/export`, {
          method: 'POST',
          headers: { authorization: `Bearer ${local.controlToken}` },
        });
        assert.match(await exported.text(), /"end"/);
        await local.control('reset');
        assert.equal((await local.control('health')).ok, true);
      } finally {
        await local.stop();
      }
    });

  it('one that can’t be done is undone, reported, and set aside, and the rest happens', async () => {
    const reported: Error[] = [];
    const local = await startLocal({ report: error => reported.push(error as Error) });
    try {
      const bench: Bench = makeBench(local);
      const [broken, sound] = [await bench.createHIT(), await bench.createHIT()];
      await bench.accept(broken.HITId, 'A1');
      await bench.accept(sound.HITId, 'A2');
      // What only a damaged database does.
      const original = await local.service.engine.run(({ store }) => {
        const { bySeq } = store.assignments;
        Object.assign(store.assignments, { bySeq: (seq: number) => (seq === 1 ? undefined : bySeq(seq)) });
        return bySeq;
      });
      await bench.advance(600);
      assert.equal(tally(await bench.getHIT(sound.HITId)), 'Assignable 3/0/0', 'the other was abandoned');
      assert.equal(tally(await bench.getHIT(broken.HITId)), 'Assignable 2/1/0');
      assert.deepEqual(
        reported.map(({ message }) => message.replace(/ \d{4}.*/, '')),
        ['abandon 1 failed, due at'],
      );
      await local.service.engine.run(({ store }) => Object.assign(store.assignments, { bySeq: original }));
      await bench.advance(3600);
      await bench.advance(1);
      assert.equal(tally(await bench.getHIT(broken.HITId)), 'Assignable 3/0/0', 'it is tried again an hour later');
    } finally {
      await local.stop();
    }
  });

  it('a database with a step that fails opens again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
    const data = join(folder, 'local.db');
    try {
      const first = await startLocal({ data });
      const { HITId } = await makeBench(first).createHIT({ Question: page('<input name="a">') });
      await first.control('simulate', { workers: 1, HITIds: [HITId], seconds: 10 });
      await first.stop();
      const sql = openSql(data);
      sql.run(`UPDATE simulations SET settings = '{}'`);
      assert.equal(simulationsIn(sql).list(1)[0]?.state, 'running');
      sql.close();
      const reported: unknown[] = [];
      const second = await startLocal({ data, report: error => reported.push(error) });
      await makeBench(second).advance(60);
      assert.equal((await lastRun(second)).state, 'failed');
      assert.equal(reported.length, 1);
      assert.equal(tally(await makeBench(second).getHIT(HITId)), 'Assignable 2/1/0', 'the worker has walked away');
      await second.stop();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
