import assert from 'node:assert/strict';
import { HttpRequest } from '@smithy/protocol-http';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { BoundedHandler } from '../../../src/mturk/exchange.ts';
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

  async function client(gate: Gate, onSilence: (silent: Silent | undefined) => void): Promise<MTurkClient> {
    server = await serving((_, response) =>
      gate.pass(() => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end('{"AvailableBalance":"1.00"}');
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
    assert.match(error.words, /canceled because no answer came for 0.02 s/);
    at.dispose();
  });

  it('is not waited for with a write: what it came to would be unknown', async () => {
    const waits: number[] = [];
    server = await serving(({ headers }, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(String(headers['x-amz-target']).endsWith('Balance') ? '{"AvailableBalance":"1.00"}' : '{}');
    });
    const limit = 12_345;
    const at = new MTurkClient({
      endpoint: server.url,
      credentials: async () => keys,
      limits: { silence: limit },
      means: {
        now: () => 0,
        random: () => 0,
        after: milliseconds => {
          waits.push(milliseconds);
          return { dispose: () => undefined };
        },
      },
    });
    await at.call('DeleteHIT', { HITId: '3HIT' });
    // What finds out what became of it can't be cancelled, either.
    await at.call('GetAccountBalance', {}, { hurry: new AbortController().signal });
    assert.ok(!waits.includes(limit));
    await at.call('GetAccountBalance', {});
    assert.ok(waits.includes(limit));
    at.dispose();
  });

  it('is over as soon as an answer begins, however long its rest takes', async () => {
    const gate = new Gate();
    server = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.write('{"AvailableBalance":');
      gate.pass(() => response.end('"1.00"}'));
    });
    const heard: boolean[] = [];
    const { silence } = manual(silent => heard.push(silent !== undefined));
    const followed = {
      begin: (abort: (reason: Error) => void) => {
        const read = silence.begin(abort);
        return {
          end: (answered: boolean) => {
            read.end(answered);
            // The rest comes only when the beginning was noticed.
            if (answered) gate.open = true;
          },
        };
      },
    };
    const handler = new BoundedHandler({ exchange: 60_000, body: 1_000 }, {}, undefined, followed);
    const { hostname, port } = new URL(server.url);
    await handler.handle(
      new HttpRequest({ hostname, port: Number(port), protocol: 'http:', method: 'GET', path: '/' }),
    );
    assert.deepEqual(heard, []);
    handler.destroy();
  });

  /** A silence whose time passes by hand. */
  function manual(onChange: (silent: Silent | undefined) => void, onCancel: (reason: Error) => void = () => undefined) {
    const due = new Set<() => void>();
    const silence = new Silence({
      limit: 10_000,
      after: (_, callback) => {
        due.add(callback);
        return { dispose: () => due.delete(callback) };
      },
      onChange,
      onCancel,
    });
    const pass = () => {
      for (const callback of due) callback();
      due.clear();
    };
    return { silence, pass };
  }

  it('is reported once until it answers, and all reads are cancelled, queued ones first', () => {
    const heard: (Silent | undefined)[] = [];
    const aborted: string[] = [];
    const { silence, pass } = manual(
      silent => heard.push(silent),
      () => aborted.push('queued'),
    );
    const read = (name: string) => silence.begin(() => aborted.push(name));
    const [first, second] = [read('first'), read('second')];
    pass();
    assert.equal(heard.length, 1);
    heard[0]?.cancel();
    assert.deepEqual(aborted, ['queued', 'first', 'second']);
    first.end(false);
    second.end(false);
    assert.deepEqual(heard.slice(1), [undefined]);
    const third = read('third');
    pass();
    assert.equal(heard.length, 2, 'it has not answered since');
    third.end(true);
    third.end(false);
    read('fourth');
    pass();
    assert.equal(heard.length, 3);
  });

  it('stays reported while others still wait when one of them is given up', () => {
    const heard: boolean[] = [];
    const { silence, pass } = manual(silent => heard.push(silent !== undefined));
    const [first, second] = [silence.begin(() => undefined), silence.begin(() => undefined)];
    pass();
    first.end(false);
    assert.deepEqual(heard, [true]);
    second.end(true);
    assert.deepEqual(heard, [true, false]);
    const [third] = [silence.begin(() => undefined), silence.begin(() => undefined)];
    third.end(false);
    pass();
    assert.deepEqual(heard, [true, false, true], 'nor does it start the time again');
  });

  it('lets reads that are queued fail with those under way when the user cancels', async () => {
    let asked = 0;
    const limit = 12_345;
    let pass: () => void = () => undefined;
    server = await serving(() => {
      asked += 1;
      // As many as are under way at a time.
      if (asked === 8) pass();
    });
    const at = new MTurkClient({
      endpoint: server.url,
      credentials: async () => keys,
      onSilence: silent => silent?.cancel(),
      limits: { silence: limit },
      means: {
        now: () => 0,
        random: () => 0,
        after: (milliseconds, callback) => {
          if (milliseconds === limit) pass = callback;
          return { dispose: () => undefined };
        },
      },
    });
    const calls = Array.from({ length: 30 }, (_, page) => at.call('GetHIT', { HITId: `3HIT${page}` }));
    const results = await Promise.allSettled(calls);
    for (const each of results) {
      assert.ok(each.status === 'rejected' && each.reason instanceof MTurkError);
      assert.match(each.reason.words, /was canceled/);
    }
    assert.equal(asked, 8, 'no read is sent in place of those that were cancelled');
    at.dispose();
  });
});
