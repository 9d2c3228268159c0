import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inputs, type OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { callRaw, type RawOptions } from '../../../support/signed.ts';
import { useWireBench } from '../conformance/wireBench.ts';
import { plainHIT } from '../setup.ts';
import { checkAnswer, patience } from './answer.ts';

const operations = Object.keys(inputs) as OperationName[];
const hit = JSON.stringify(plainHIT);
const limit = 2 * 1024 * 1024;

describe('service: fuzzed bodies', function () {
  this.timeout(600_000);
  const bench = useWireBench();
  const send = async (operation: OperationName, body: string | Uint8Array, options: RawOptions = {}) => {
    const answer = await callRaw(bench().local, operation, body, {
      signal: AbortSignal.timeout(patience),
      ...options,
    });
    return { status: answer.status, ...checkAnswer(answer, `${operation} ${String(body).slice(0, 200)}`) } as {
      status: number;
      __type?: string;
      message?: string;
    };
  };

  it('bytes that are no JSON are a SerializationException, whatever the operation', async () => {
    const bodies = [
      ...[
        '{',
        '}',
        '[',
        '{"a"}',
        "{'a':1}",
        '{"a":1,}',
        '{"a":01}',
        'NaN',
        '\u0000',
        '{}{}',
        '// {}',
        hit.slice(0, -1),
      ],
      ...[Buffer.from([0xff, 0xfe]), Buffer.from('{}', 'utf16le'), Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x7d])],
      ...[Buffer.from([0xed, 0xa0, 0x80]), gzipSync('{}'), '['.repeat(500_000), '{"a":'.repeat(300_000)],
    ];
    for (const [index, body] of bodies.entries()) {
      const operation = operations[index % operations.length] ?? 'GetHIT';
      assert.equal((await send(operation, body)).__type, 'SerializationException', String(body).slice(0, 50));
    }
    for (const operation of operations) assert.equal((await send(operation, '{"a":')).status, 400);
  });

  it('deep JSON is no deeper than any other', async () => {
    for (const depth of [1000, 100_000]) {
      const deep = '['.repeat(depth) + ']'.repeat(depth);
      assert.equal((await send('GetAccountBalance', `{"Unknown":${deep}}`)).status, 200);
      assert.equal((await send('GetHIT', `{"HITId":${deep}}`)).__type, 'SerializationException');
      assert.equal((await send('NotifyWorkers', deep)).__type, 'SerializationException');
    }
  });

  it('a byte order mark and duplicate keys are taken as JSON takes them', async () => {
    assert.equal((await send('GetAccountBalance', '\ufeff{}')).status, 200);
    const twice = `${hit.slice(0, -1)},"Title":"the last counts"}`;
    const answer = (await send('CreateHIT', twice)) as { HIT?: { Title: string } };
    assert.equal(answer.HIT?.Title, 'the last counts');
  });

  it('keys of the prototype are keys like others', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
      const body = `{"${key}":{"Title":"polluted","HITId":"3X"},${hit.slice(1)}`;
      const answer = (await send('CreateHIT', body)) as { HIT?: { Title: string } };
      assert.equal(answer.HIT?.Title, plainHIT.Title);
      assert.equal((await send('GetHIT', `{"${key}":{"HITId":"3X"}}`)).__type, 'ValidationException');
      assert.equal((await send('CreateHIT', `{"HITLayoutParameters":{"${key}":[]}}`)).__type, 'SerializationException');
    }
    assert(!('polluted' in {}) && !('HITId' in {}));
  });

  it('half a surrogate pair is replaced at once, so that every answer says the same', async () => {
    const body = hit.replace('"Stroop task"', '"a\\ud800b"');
    const created = (await send('CreateHIT', body)) as { HIT?: { HITId: string; Title: string } };
    const read = (await send('GetHIT', JSON.stringify({ HITId: created.HIT?.HITId }))) as { HIT?: { Title: string } };
    assert.deepEqual([created.HIT?.Title, read.HIT?.Title], ['a\ufffdb', 'a\ufffdb']);
  });

  it('a NUL stays where it is', async () => {
    const body = hit.replace('"Stroop task"', '"a\\u0000b"');
    const created = (await send('CreateHIT', body)) as { HIT?: { HITId: string; Title: string } };
    const read = (await send('GetHIT', JSON.stringify({ HITId: created.HIT?.HITId }))) as { HIT?: { Title: string } };
    assert.deepEqual([created.HIT?.Title, read.HIT?.Title], ['a\u0000b', 'a\u0000b']);
  });

  it('a body up to the limit is read, one over it is refused with 413', async () => {
    const padded = (size: number) => `{}${' '.repeat(size - 2)}`;
    assert.equal((await send('GetAccountBalance', padded(limit))).status, 200);
    const refused = await send('GetAccountBalance', padded(limit + 1));
    assert.deepEqual([refused.status, refused.__type], [413, 'RequestEntityTooLargeException']);
    for (const times of [8, 40]) assert.equal((await send('GetAccountBalance', padded(times * limit))).status, 413);
    assert.equal((await send('GetAccountBalance', '{}')).status, 200, 'and the next call is answered');
  });

  it('a hundred thousand mistakes are counted, but not all told', async () => {
    const { message = '' } = await send('NotifyWorkers', `{"WorkerIds":[${'null,'.repeat(100_000)}null]}`);
    assert.match(message, /^100003 validation errors detected: Value null at 'subject'/);
    assert(message.length < 10_000);
  });

  it('a value that is refused is not sent back whole', async () => {
    const { message = '' } = await send('GetHIT', JSON.stringify({ HITId: 'x'.repeat(1_000_000) }));
    assert(message.length < 1000);
  });

  it('other content types, encodings and headers make no difference to how it ends', async () => {
    for (const contentType of ['text/plain', 'application/json', 'application/x-www-form-urlencoded', 'x', 'a/b;c=d'])
      assert.equal((await send('GetAccountBalance', '{}', { contentType })).status, 200);
    const odd: Record<string, string>[] = [
      { 'content-encoding': 'gzip' },
      { accept: 'application/cbor' },
      { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      { cookie: 'a=b; '.repeat(500) },
      { 'x-amz-security-token': 'x'.repeat(4000) },
    ];
    for (const headers of odd) {
      const answer = await callRaw(bench().local, 'GetAccountBalance', '{}', { headers });
      assert([200, 400].includes(answer.status), `${answer.status} ${answer.text}`);
    }
  });

  it('a valid request with bytes changed, cut out or put in is answered or refused', async () => {
    const valid = Buffer.from(hit);
    const edit = fc.record({
      at: fc.nat(valid.length - 1),
      cut: fc.nat(4),
      put: fc.uint8Array({ maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async edits => {
        let body = valid;
        for (const { at, cut, put } of edits)
          body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + cut)]);
        await send('CreateHIT', body);
      }),
      { numRuns: Number(process.env.MTURK_FUZZ_RUNS ?? 150) },
    );
  });
});
