import assert from 'node:assert/strict';
import { workersOfHITs } from '../../../src/commands/definition/batchWorkers.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';

describe('The workers of HITs', () => {
  const ids = Array.from({ length: 100 }, (_, at) => `H${at + 1}`);
  const { signal } = new AbortController();
  const reading = (failing: string) => {
    const asked: string[] = [];
    const call = async (_: string, { HITId }: { readonly HITId: string }) => {
      asked.push(HITId);
      const words = 'the connection was lost';
      if (HITId === failing)
        throw new MTurkError({ kind: 'unreachable', operation: 'ListAssignmentsForHIT', words, code: 'ECONNRESET' });
      return { NumResults: 1, Assignments: [{ WorkerId: `A${HITId}` }] };
    };
    return { asked, client: { call: call as never } };
  };

  it('are read of each HIT', async () => {
    const { client, asked } = reading('');
    const progress: number[] = [];
    const { workers, gone } = await workersOfHITs({ client }, ids, signal, done => progress.push(done));
    assert.deepEqual([workers.size, gone, asked.length, progress.at(-1)], [100, [], 100, 100]);
  });

  it('are read of no further HIT after one could not be read', async () => {
    const { client, asked } = reading('H2');
    await assert.rejects(workersOfHITs({ client }, ids, signal), /the connection was lost/);
    // What was under way has ended: others would have been asked for by now.
    for (let turn = 0; turn < 1000; turn += 1) await undefined;
    assert.ok(asked.length < 30, `${asked.length} HITs were read`);
  });
});
