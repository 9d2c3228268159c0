import assert from 'node:assert/strict';
import { Qualifications } from '../../../src/account/qualifications.ts';
import type { MTurkClient } from '../../../src/mturk/client.ts';
import { readQualificationType } from '../../../src/mturk/qualificationType.ts';

/** A service that has so many former holders of a type and so many HITs that require it, a hundred a page. */
function serviceOf(revoked: number, hits: number): MTurkClient {
  const call = async (operation: string, { NextToken = '0' }: { readonly NextToken?: string }) => {
    if (operation === 'GetQualificationType') return { QualificationType: { QualificationTypeId: '3T' } };
    const holders = operation === 'ListWorkersWithQualificationType';
    const [from, count] = [Number(NextToken), holders ? revoked : hits];
    const page = Array.from({ length: Math.min(100, count - from) }, (_, at) =>
      holders ? { WorkerId: `A${from + at}` } : { HITId: `3H${from + at}` },
    );
    const next = from + 100 < count ? { NextToken: String(from + 100) } : {};
    return { [holders ? 'Qualifications' : 'HITs']: page, ...next };
  };
  return { endpoint: 'https://lab.example', call } as unknown as MTurkClient;
}

describe('long lists of a qualification type', () => {
  async function detailsOf(revoked: number, hits: number) {
    const types = new Map([['3T', readQualificationType({ QualificationTypeId: '3T' })]]);
    const qualifications = new Qualifications(
      { types, held: new Map() },
      { client: serviceOf(revoked, hits), now: Date.now, signal: new AbortController().signal, changed: () => {} },
    );
    await qualifications.read('3T');
    const details = qualifications.details('3T');
    assert.equal(details.freshness.state, 'fresh');
    return [details.revoked.length, details.moreRevoked, details.hits.length, details.moreHITs];
  }

  it('are cut at 1,000, and say so', async () => {
    assert.deepEqual(await detailsOf(1234, 1001), [1000, true, 1000, true]);
    assert.deepEqual(await detailsOf(1000, 3), [1000, false, 3, false]);
  });
});

describe('a long list of qualification types that were found', () => {
  async function found(count: number) {
    const call = async (_: string, { NextToken = '0' }: { readonly NextToken?: string }) => {
      const from = Number(NextToken);
      const size = Math.min(100, count - from);
      const page = Array.from({ length: size }, (_, at) => ({ QualificationTypeId: `3T${from + at}` }));
      return { QualificationTypes: page, ...(from + 100 < count ? { NextToken: String(from + 100) } : {}) };
    };
    const client = { endpoint: 'https://lab.example', call } as unknown as MTurkClient;
    const options = { client, now: Date.now, signal: new AbortController().signal, changed: () => {} };
    const qualifications = new Qualifications({ types: new Map(), held: new Map() }, options);
    const { types, more } = await qualifications.search({ query: '', own: false, requestable: true });
    return [types.length, more];
  }

  it('is cut at 1,000, and says so only where there are more', async () => {
    assert.deepEqual(await found(1000), [1000, false]);
    assert.deepEqual(await found(1001), [1000, true]);
  });
});
