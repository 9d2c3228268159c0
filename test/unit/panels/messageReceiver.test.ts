import assert from 'node:assert/strict';
import {
  command,
  type Handlers,
  isRecord,
  nothing,
  notification,
  request,
  type ToBrowser,
} from '../../../src/panels/contract.ts';
import { receive } from '../../../src/panels/messageReceiver.ts';

const contract = {
  requests: {
    double: request<{ value: number }, number>(value =>
      isRecord(value) && typeof value.value === 'number' ? { value: value.value } : undefined,
    ),
    fail: request<Record<string, never>, string>(nothing),
  },
  commands: {
    go: command(value => (isRecord(value) && typeof value.to === 'string' ? { to: value.to } : undefined)),
  },
  notifications: { changed: notification<{ count: number }>() },
};

function side() {
  const posted: ToBrowser[] = [];
  const went: string[] = [];
  let ready = 0;
  const keyboard: boolean[] = [];
  const handlers: Handlers<typeof contract> = {
    requests: {
      double: ({ value }) => value * 2,
      fail: () => {
        throw new Error('the reason');
      },
    },
    commands: { go: ({ to }) => void went.push(to) },
  };
  const receiver = {
    contract,
    handlers,
    onReady: () => {
      ready += 1;
    },
    onKeyboard: (has: boolean) => void keyboard.push(has),
    post: (message: ToBrowser) => void posted.push(message),
  };
  return { posted, went, readies: () => ready, keyboard, say: (message: unknown) => receive(receiver, message) };
}

describe('messages of a panel, on the host side', () => {
  it('answer a request with its value or with the reason of its failure', async () => {
    const { posted, say } = side();
    await say({ type: 'request', id: 1, name: 'double', params: { value: 21 } });
    await say({ type: 'request', id: 2, name: 'fail', params: {} });
    assert.deepEqual(posted, [
      { type: 'answer', id: 1, ok: true, value: 42 },
      { type: 'answer', id: 2, ok: false, reason: 'the reason' },
    ]);
  });

  it('hear whether the page has the keyboard', async () => {
    const { keyboard, say } = side();
    for (const has of [true, false, 'yes']) await say({ type: 'keyboard', has });
    assert.deepEqual(keyboard, [true, false, false]);
  });

  it('run a command and hear that the page is ready', async () => {
    const { went, readies, say } = side();
    await say({ type: 'ready' });
    await say({ type: 'command', name: 'go', params: { to: 'there' } });
    assert.equal(readies(), 1);
    assert.deepEqual(went, ['there']);
  });

  it('refuse a request that the contract does not know, so that the page does not wait for ever', async () => {
    const { posted, say } = side();
    await say({ type: 'request', id: 1, name: 'constructor', params: {} });
    await say({ type: 'request', id: 2, name: 'double', params: { value: 'a' } });
    assert.deepEqual(
      posted.map(message => message.type === 'answer' && message.ok),
      [false, false],
    );
  });

  it('drop everything else without a word', async () => {
    const { posted, went, readies, say } = side();
    for (const message of [
      undefined,
      null,
      0,
      'ready',
      [],
      {},
      { type: 'command' },
      { type: 'command', name: 'go' },
      { type: 'command', name: 'go', params: { to: 1 } },
      { type: 'command', name: '__proto__', params: {} },
      { type: 'command', name: 'toString', params: {} },
      { type: 'request', name: 'double', params: { value: 1 } },
      { type: 'request', id: '1', name: 'double', params: { value: 1 } },
      { type: 'notification', name: 'changed', params: { count: 1 } },
    ])
      await say(message);
    assert.deepEqual(posted, []);
    assert.deepEqual(went, []);
    assert.equal(readies(), 0);
  });

  it('do not compile without a handler for each', () => {
    // @ts-expect-error: `fail` and `go` are missing.
    const missing: Handlers<typeof contract> = { requests: { double: () => 1 }, commands: {} };
    // @ts-expect-error: the answer is a number.
    const wrong: Handlers<typeof contract>['requests']['double'] = () => 'one';
    assert.ok(missing && wrong);
  });
});
