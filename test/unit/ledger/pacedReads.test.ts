import assert from 'node:assert/strict';
import { pacedReads } from '../../../src/ledger/pacedReads.ts';
import type { Caller } from '../../../src/ledger/requests.ts';
import { type FailureKind, MTurkError } from '../../../src/mturk/errors.ts';
import { VirtualTime } from '../../support/virtualTime.ts';

function failure(kind: FailureKind): MTurkError {
  return new MTurkError({ kind, operation: 'GetAssignment', words: kind, code: kind });
}

/** A service that answers so many requests each second and throttles the rest. */
function limited(time: VirtualTime, perSecond: number) {
  let second = 0;
  let used = 0;
  let asked = 0;
  const call = async () => {
    asked += 1;
    if (Math.floor(time.now() / 1000) !== second) {
      second = Math.floor(time.now() / 1000);
      used = 0;
    }
    used += 1;
    if (used > perSecond) throw failure('throttled');
    return {};
  };
  const client: Caller = { endpoint: '', call: call as Caller['call'] };
  return { client, asked: () => asked };
}

describe('paced reads', () => {
  it('all come through a service that throttles, without storming it', async () => {
    const time = new VirtualTime();
    const { client, asked } = limited(time, 20);
    const paced = pacedReads(client, time, new AbortController().signal);
    const worker = async () => {
      for (let done = 0; done < 50; done += 1) await paced.call('GetAssignment', { AssignmentId: '3A' });
    };
    await time.during(Promise.all(Array.from({ length: 4 }, worker)));
    assert.ok(asked() >= 200 && asked() < 300, `${asked()} requests for 200 answers`);
  });

  it('give every other failure on at once', async () => {
    const time = new VirtualTime();
    let asked = 0;
    const call = async () => {
      asked += 1;
      throw failure('refused');
    };
    const paced = pacedReads({ endpoint: '', call: call as Caller['call'] }, time, new AbortController().signal);
    await assert.rejects(time.during(paced.call('GetAssignment', { AssignmentId: '3A' })), /refused/);
    assert.equal(asked, 1);
  });

  it('end when they are cancelled', async () => {
    const time = new VirtualTime();
    const { client } = limited(time, 0);
    const controller = new AbortController();
    const reading = pacedReads(client, time, controller.signal).call('GetAssignment', { AssignmentId: '3A' });
    controller.abort();
    await assert.rejects(time.during(reading), /cancelled/);
  });
});
