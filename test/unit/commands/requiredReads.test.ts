import assert from 'node:assert/strict';
import type { Freshness } from '../../../src/account/freshness.ts';
import { readAssignments, readListing, readWorkers } from '../../../src/commands/requiredReads.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';

function failure(kind: 'unreachable' | 'refused'): Freshness & { readonly state: 'failed' } {
  const error = new MTurkError({ kind, operation: 'ListAssignmentsForHIT', words: 'no answer', code: 'X' });
  return { state: 'failed', error };
}

describe('Readings that a decision depends on', () => {
  const accountOf = (states: Readonly<Record<string, Freshness>>) => ({
    refreshWork: async () => {},
    assignmentsFreshness: (id: string): Freshness => states[id] ?? { state: 'fresh', updated: 1 },
  });

  it('reject where assignments could not be read', async () => {
    const failed = failure('unreachable');
    await assert.rejects(readAssignments(accountOf({ H2: failed }), ['H1', 'H2']), failed.error);
    await readAssignments(accountOf({}), ['H1', 'H2']);
  });

  it('pass over a HIT that is gone', async () => {
    await readAssignments(accountOf({ H2: failure('refused') }), ['H1', 'H2']);
  });

  it('reject where HITs could not be listed', async () => {
    const failed = failure('unreachable');
    await assert.rejects(readListing({ refreshHITs: async () => {}, listing: failed }), failed.error);
  });

  it('reject where workers could not be read', async () => {
    const failed = failure('unreachable');
    await assert.rejects(readWorkers({ workers: { refresh: async () => {}, freshness: failed } }), failed.error);
  });
});
