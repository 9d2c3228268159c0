import assert from 'node:assert/strict';
import type { Priority } from '../../../../src/mturk/scheduler/lanes.ts';
import { SharedReads } from '../../../../src/mturk/scheduler/sharedReads.ts';

function world() {
  const reads = new SharedReads();
  const requests: {
    readonly signal: AbortSignal;
    readonly raised: Priority[];
    readonly answer: (value: string) => void;
    readonly fail: (reason: Error) => void;
  }[] = [];
  const read = (key: string, signal?: AbortSignal, priority: Priority = 'background', afresh = false) =>
    reads.read({
      key,
      priority,
      afresh,
      signal,
      cancelled: () => new Error('cancelled'),
      submit: ended => {
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        const raised: Priority[] = [];
        requests.push({ signal: ended, raised, answer: resolve, fail: reject });
        ended.addEventListener('abort', () => reject(new Error('ended')));
        return { result: promise, raise: to => raised.push(to), withdraw: () => false };
      },
    });
  return { reads, requests, read };
}

describe('equal reads', () => {
  it('are one request while it is under way, and another afterwards', async () => {
    const { read, requests } = world();
    const both = [read('a'), read('a')];
    const other = read('b');
    assert.equal(requests.length, 2);
    requests[0]?.answer('A');
    requests[1]?.answer('B');
    assert.deepEqual(await Promise.all([...both, other]), ['A', 'A', 'B']);
    const later = read('a');
    assert.equal(requests.length, 3);
    requests[2]?.answer('A2');
    assert.equal(await later, 'A2');
  });

  it('fail together, and the next one asks anew', async () => {
    const { read, requests } = world();
    const both = [read('a'), read('a')];
    requests[0]?.fail(new Error('down'));
    for (const each of both) await assert.rejects(each, /down/);
    read('a').catch(() => undefined);
    assert.equal(requests.length, 2);
  });

  it('go on for those who stay when one leaves, and end when the last one does', async () => {
    const { read, requests } = world();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = read('a', one.signal);
    const second = read('a', other.signal);
    one.abort();
    await assert.rejects(first, /cancelled/);
    assert.equal(requests[0]?.signal.aborted, false);
    other.abort();
    await assert.rejects(second, /cancelled/);
    assert.equal(requests[0]?.signal.aborted, true);
    read('a').catch(() => undefined);
    assert.equal(requests.length, 2);
  });

  it('become as urgent as the most urgent of those who wait', () => {
    const { read, requests } = world();
    read('a').catch(() => undefined);
    read('a', undefined, 'userRead').catch(() => undefined);
    read('a', undefined, 'visible').catch(() => undefined);
    assert.deepEqual(requests[0]?.raised, ['userRead']);
  });

  it('are not shared across a change: who asks after it gets what is true after it', async () => {
    const { reads, read, requests } = world();
    const before = read('a');
    reads.outdate();
    const after = read('a');
    assert.equal(requests.length, 2);
    requests[0]?.answer('old');
    requests[1]?.answer('new');
    assert.deepEqual(await Promise.all([before, after]), ['old', 'new']);
  });

  it('are not shared with who needs an answer from here on', async () => {
    const { read, requests } = world();
    const before = read('a');
    const afresh = read('a', undefined, 'background', true);
    const after = read('a');
    assert.equal(requests.length, 2);
    requests[0]?.answer('old');
    requests[1]?.answer('new');
    assert.deepEqual(await Promise.all([before, afresh, after]), ['old', 'new', 'new']);
  });

  it('send nothing for who had left already', async () => {
    const { read, requests } = world();
    await assert.rejects(read('a', AbortSignal.abort()), /cancelled/);
    assert.equal(requests.length, 0);
  });
});
