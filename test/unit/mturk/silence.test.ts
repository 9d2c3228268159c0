import assert from 'node:assert/strict';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import type { Silent } from '../../../src/mturk/silence.ts';
import { type Listening, serving } from '../../support/network.ts';

describe('an endpoint that does not answer', () => {
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
  let server: Listening | undefined;
  afterEach(() => server?.close());

  /** A client of a server that answers nothing until it is told to, and what is heard of its silence. */
  async function client(onSilence: (silent: Silent | undefined) => void) {
    const answers: (() => void)[] = [];
    server = await serving((_, response) => {
      answers.push(() => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end('{"AvailableBalance":"1.00"}');
      });
    });
    const { url: endpoint } = server;
    const at = new MTurkClient({ endpoint, credentials: async () => keys, onSilence, limits: { silence: 20 } });
    return { at, answers };
  }

  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is reported while reads wait, and no longer when it answers', async () => {
    const heard: boolean[] = [];
    const { at, answers } = await client(silent => {
      heard.push(silent !== undefined);
      if (silent) answers.shift()?.();
    });
    await at.call('GetAccountBalance', {});
    assert.deepEqual(heard, [true, false]);
    await at.call('GetAccountBalance', {});
    assert.deepEqual(heard, [true, false, true, false], 'it had answered in between');
    at.dispose();
  });

  it('is left alone when the user cancels: all reads under way fail, once and with the reason', async () => {
    let asked = 0;
    const { at } = await client(silent => {
      if (!silent) return;
      asked += 1;
      silent.cancel();
    });
    const failures = await Promise.all([
      failureOf(at.call('GetAccountBalance', {})),
      failureOf(at.call('GetHIT', { HITId: '3HIT' })),
    ]);
    for (const error of failures) {
      assert.ok(error instanceof MTurkError);
      assert.equal(error.kind, 'unreachable');
      assert.match(error.words, /cancelled after 0.02 s without an answer/);
    }
    assert.equal(asked, 1);
    at.dispose();
  });

  it('is reported once until it answers, and not for a write', async () => {
    let asked = 0;
    const { at, answers } = await client(silent => {
      if (!silent) return;
      asked += 1;
      silent.cancel();
    });
    await failureOf(at.call('GetAccountBalance', {}));
    const again = new AbortController();
    const second = failureOf(at.call('GetHIT', { HITId: '3HIT' }, { signal: again.signal }));
    const write = at.call('DeleteHIT', { HITId: '3HIT' });
    while (answers.length < 3) await new Promise(setImmediate);
    answers.at(-1)?.();
    answers.at(-2)?.();
    await Promise.all([failureOf(write), second]);
    assert.equal(asked, 1);
    at.dispose();
  });
});
