import assert from 'node:assert/strict';
import type { Account } from '../../../src/account/account.ts';
import { OpenPanels, type SessionPanel } from '../../../src/panels/openPanels.ts';

const session = (id: string, account?: Account) => ({
  profile: { id, name: id, environment: 'local' as const },
  ...(account ? { account } : {}),
});

function panelsOf(...shown: readonly (readonly [profileId: string, hitId: string])[]) {
  const open = new OpenPanels<SessionPanel, string>();
  const closed: string[] = [];
  for (const [profileId, hitId] of shown)
    open.add(profileId, hitId, onDispose => ({
      profileId,
      follow: () => undefined,
      dispose: () => {
        closed.push(hitId);
        onDispose();
      },
    }));
  return { open, closed };
}

describe('open panels', () => {
  it('of another profile close, and come back once with it', () => {
    const { open, closed } = panelsOf(['one', '3A'], ['one', '3B'], ['two', '3C']);
    assert.deepEqual(open.follow(session('two')), []);
    assert.deepEqual(closed, ['3A', '3B']);
    assert.deepEqual(open.follow(session('one')), ['3A', '3B']);
    assert.deepEqual(closed, ['3A', '3B', '3C']);
    assert.deepEqual(open.follow(session('one')), []);
  });

  it('that the user closed stay closed', () => {
    const { open } = panelsOf(['one', '3A'], ['one', '3B']);
    open.get('one', '3A')?.dispose();
    open.follow(session('two'));
    assert.deepEqual(open.follow(session('one')), ['3B']);
  });

  it('come back in a bounded number', () => {
    const { open } = panelsOf(...Array.from({ length: 100 }, (_, index) => ['one', `3HIT${index}`] as const));
    open.follow(session('two'));
    assert.equal(open.follow(session('one')).length, 20);
  });
});
