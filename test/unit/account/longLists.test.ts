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
