import assert from 'node:assert/strict';
import { memoryLock } from '../../../src/ledger/journalLock.ts';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { cents } from '../../../src/mturk/money.ts';
import { type Listening, serving } from '../../support/network.ts';
import { facts, fakeRuntime, resultsOf } from './setup.ts';

/** A service whose answers to writes stop after the headers; what it did it tells when it is asked. */
async function stalledService(reads: 'answered' | 'stalled'): Promise<Listening & { readonly approved: Set<string> }> {
  const approved = new Set<string>();
  const server = await serving((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { AssignmentId = '' } = JSON.parse(body) as { AssignmentId?: string };
      const operation = String(request.headers['x-amz-target']).split('.').at(-1);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      if (operation === 'ApproveAssignment') approved.add(AssignmentId);
      if (operation === 'ApproveAssignment' || reads === 'stalled') return void response.write('{');
      const status = approved.has(AssignmentId) ? 'Approved' : 'Submitted';
      const Assignment = { AssignmentId, AssignmentStatus: status, ApprovalTime: Date.now() / 1000 };
      return void response.end(JSON.stringify({ Assignment }));
    });
  });
  return { ...server, approved };
}

describe('a plan at a service whose answers stall after their headers', () => {
  const credentials = async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' });
  const approvals = ['3A', '3B', '3C'].map(assignmentId => {
    const about = { hitId: '3H', workerId: 'A1', reward: cents(10), fee: cents(2), submitted: Date.now() };
    return { verb: 'approve', assignmentId, ...about } as const;
  });

  it('looks up what its writes did, and lets go of the journal', async () => {
    const service = await stalledService('answered');
    const client = new MTurkClient({ endpoint: service.url, credentials, limits: { exchange: 200 } });
    const lock = memoryLock();
    const ledger = new Ledger(memoryStore(), lock, fakeRuntime());
    const { outcomes } = await ledger.start(facts('stalled', client), approvals, { client });
    assert.deepEqual(resultsOf(outcomes), ['done', 'done', 'done']);
    assert.equal(await lock.owner(), undefined);
    client.dispose();
    await service.close();
  });

  it('ends, where looking up stalls as well, with what it does not know left open', async () => {
    const service = await stalledService('stalled');
    const client = new MTurkClient({ endpoint: service.url, credentials, limits: { exchange: 200 } });
    const lock = memoryLock();
    const ledger = new Ledger(memoryStore(), lock, fakeRuntime());
    const run = { client, parallel: 1 };
    const { outcomes, stopped } = await ledger.start(facts('stalled', client), approvals, run);
    assert.deepEqual(resultsOf(outcomes), ['unknown', 'notSent', 'notSent']);
    assert.equal(stopped?.code, 'ERR_EXCHANGE_LIMIT');
    assert.equal(await lock.owner(), undefined);
    assert.equal((await ledger.openPlans())[0]?.unknown, 1);
    client.dispose();
    await service.close();
  });

  it('can be cancelled, and lets go of the journal', async () => {
    const service = await stalledService('stalled');
    const controller = new AbortController();
    const client = new MTurkClient({ endpoint: service.url, credentials, limits: { hurried: 50 } });
    const lock = memoryLock();
    const ledger = new Ledger(memoryStore(), lock, fakeRuntime());
    const running = ledger.start(facts('stalled', client), approvals, { client, signal: controller.signal });
    while (service.approved.size === 0) await new Promise(setImmediate);
    controller.abort();
    const { cancelled } = await running;
    assert.ok(cancelled);
    assert.equal(await lock.owner(), undefined);
    client.dispose();
    await service.close();
  });
});
