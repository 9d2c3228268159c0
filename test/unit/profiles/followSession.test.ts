import assert from 'node:assert/strict';
import { followSession } from '../../../src/profiles/followSession.ts';
import type { Session } from '../../../src/profiles/sessions.ts';

describe('What follows the session', () => {
  const session = (name: string): Session => ({ profile: { name } as never, ended: new AbortController().signal });

  it('is begun for each, after that of the one before has ended, and ends with its owner', () => {
    const log: string[] = [];
    let change = () => {};
    const sessions = {
      current: session('one'),
      onDidChange: (listener: () => void) => {
        change = listener;
        return { dispose: () => log.push('no more changes') };
      },
    };
    const following = followSession({ sessions }, ({ profile: { name } }) => {
      log.push(`begin ${name}`);
      return name === 'none' ? undefined : { dispose: () => log.push(`end ${name}`) };
    });
    for (const name of ['none', 'two']) {
      sessions.current = session(name);
      change();
    }
    following.dispose();
    assert.deepEqual(log, ['begin one', 'end one', 'begin none', 'begin two', 'no more changes', 'end two']);
  });
});
