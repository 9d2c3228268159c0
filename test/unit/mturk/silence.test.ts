import assert from 'node:assert/strict';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { Silence, type Silent } from '../../../src/mturk/silence.ts';
import { type Listening, serving } from '../../support/network.ts';

/** What a server does with requests: lets them wait, or answers those that wait and those that come. */
class Gate {
  #waiting: (() => void)[] = [];
  #open = false;

  pass(answer: () => void): void {
    if (this.#open) answer();
    else this.#waiting.push(answer);
  }

  set open(open: boolean) {
    this.#open = open;
    if (!open) return;
    for (const answer of this.#waiting) answer();
    this.#waiting = [];
  }
}

describe('an endpoint that does not answer', () => {
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
  let server: Listening | undefined;
  afterEach(() => server?.close());

  async function client(
    gate: Gate,
    onSilence: (silent: Silent | undefined) => void,
    answer = '{"AvailableBalance":"1.00"}',
  ): Promise<MTurkClient> {
    server = await serving((_, response) =>
      gate.pass(() => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(answer);
      }),
    );
    return new MTurkClient({
      endpoint: server.url,
      credentials: async () => keys,
      onSilence,
      limits: { silence: 20 },
    });
  }

  it('is reported while reads wait, and no longer when it answers', async () => {
    const gate = new Gate();
    const heard: boolean[] = [];
    const at = await client(gate, silent => {
      heard.push(silent !== undefined);
      gate.open = silent !== undefined;
    });
    await at.call('GetAccountBalance', {});
    assert.deepEqual(heard, [true, false]);
    await at.call('GetAccountBalance', {});
    assert.deepEqual(heard, [true, false, true, false], 'it had answered in between');
    at.dispose();
  });

  it('is left alone when the user cancels: the read fails with the reason', async () => {
    const at = await client(new Gate(), silent => silent?.cancel());
    const error = await at.call('GetAccountBalance', {}).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof MTurkError);
    assert.equal(error.kind, 'unreachable');
    assert.match(error.words, /cancelled after 0.02 s without an answer/);
    at.dispose();
  });

  it('is not reported for a write: what it came to would be unknown', async () => {
    const gate = new Gate();
    const heard: unknown[] = [];
    const at = await client(gate, silent => heard.push(silent), '{}');
    gate.open = true;
    await at.call('DeleteHIT', { HITId: '3HIT' });
    assert.deepEqual(heard, []);
    at.dispose();
  });

  it('is reported once until it answers, and all reads under way are cancelled', () => {
    const due = new Set<() => void>();
    const pass = () => {
      for (const callback of due) callback();
      due.clear();
    };
    const heard: (Silent | undefined)[] = [];
    const silence = new Silence({
      limit: 10_000,
      after: (_, callback) => {
        due.add(callback);
        return { dispose: () => due.delete(callback) };
      },
      onChange: silent => heard.push(silent),
    });
    const aborted: string[] = [];
    const read = (name: string) => silence.begin(() => aborted.push(name));
    const [first, second] = [read('first'), read('second')];
    pass();
    assert.equal(heard.length, 1);
    heard[0]?.cancel();
    assert.deepEqual(aborted, ['first', 'second']);
    first.end(false);
    second.end(false);
    assert.deepEqual(heard.slice(1), [undefined]);
    const third = read('third');
    pass();
    assert.equal(heard.length, 2, 'it has not answered since');
    third.end(true);
    read('fourth');
    pass();
    assert.equal(heard.length, 3);
  });
});
