import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  broken,
  count,
  type FileOutcome,
  failuresOf,
  filesToTryAgain,
  flakyIn,
  type Outcome,
  readOutcome,
  replaced,
} from '../../../scripts/test/outcome.ts';

const file = (passed: number, ...failed: string[]): FileOutcome => ({
  passed,
  skipped: 0,
  failures: failed.map(title => ({ title, error: 'Error: no' })),
});

describe('what came of a level', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-outcome-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function left(outcome: Outcome | undefined, code: number): Outcome {
    const path = join(folder, outcome ? 'level.json' : 'nothing.json');
    if (outcome) writeFileSync(path, JSON.stringify(outcome));
    return readOutcome(path, code);
  }

  it('is counted over all files', () => {
    const outcome = left({ 'a.test.ts': file(3), 'b.test.ts': { ...file(1, 'stays'), skipped: 2 } }, 1);
    assert.deepEqual(count([outcome, { 'c.test.ts': file(1) }]), { passed: 5, failed: 1, skipped: 2 });
  });

  it('is a failure when the level said nothing, or ended badly though all passed', () => {
    for (const outcome of [left(undefined, 0), left({ 'a.test.ts': file(3) }, 1)]) {
      assert.equal(count([outcome]).failed, 1);
      assert.deepEqual(filesToTryAgain(outcome, 5), []);
    }
    assert.equal(count([left({ 'a.test.ts': file(3) }, 0)]).failed, 0);
  });

  it('names the files to try again, unless they are too many for luck', () => {
    const outcome = { 'a.test.ts': file(3), 'b.test.ts': file(1, 'stays', 'goes'), 'c.test.ts': file(0, 'comes') };
    assert.deepEqual(filesToTryAgain(outcome, 2), ['b.test.ts', 'c.test.ts']);
    assert.deepEqual(filesToTryAgain(outcome, 1), []);
  });

  it('forgets that a try broke when the next one does not', () => {
    const first = { 'b.test.ts': file(1, 'stays') };
    const broke = replaced(first, broken('gone'));
    assert.deepEqual(count([broke]), { passed: 1, failed: 2, skipped: 0 });
    assert.deepEqual(count([replaced(broke, { 'b.test.ts': file(2) })]), { passed: 2, failed: 0, skipped: 0 });
  });

  it('is what the second try says, of the files that were tried twice', () => {
    const first = { 'a.test.ts': file(3), 'b.test.ts': file(1, 'stays', 'goes') };
    const second = replaced(first, { 'b.test.ts': file(2, 'goes') });
    assert.deepEqual(count([second]), { passed: 5, failed: 1, skipped: 0 });
    assert.deepEqual(
      failuresOf(second).map(({ file, title }) => `${file}: ${title}`),
      ['b.test.ts: goes'],
    );
  });

  it('names what passed only on a further try, and counts it as failed where that is asked for', () => {
    const tries: Outcome[] = [
      { 'a.test.ts': file(2, 'stays', 'goes'), 'b.test.ts': file(1) },
      { 'a.test.ts': file(2, 'stays', 'comes') },
      { 'a.test.ts': file(3, 'stays') },
    ];
    const last = tries.reduce<Outcome>((before, next) => replaced(before, next), {});
    const flaky = flakyIn(tries, last);
    assert.deepEqual(
      flaky.map(({ title }) => title),
      ['goes', 'comes'],
    );
    assert.deepEqual(count([last]), { passed: 4, failed: 1, skipped: 0 });
    assert.deepEqual(count([last], flaky.length), { passed: 2, failed: 3, skipped: 0 });
  });
});
