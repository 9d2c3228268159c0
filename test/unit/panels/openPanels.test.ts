import assert from 'node:assert/strict';
import type { Account } from '../../../src/account/account.ts';
import {
  inOpeningOrder,
  OpenPanels,
  type PanelPlace,
  reopenAll,
  type SessionPanel,
} from '../../../src/panels/openPanels.ts';

const session = (id: string, account?: Account) => ({
  profile: { id, name: id, environment: 'local' as const },
  ...(account ? { account } : {}),
});

const place: PanelPlace = { column: 2, visible: true };

function panelsOf(...shown: readonly (readonly [profileId: string, hitId: string])[]) {
  const open = new OpenPanels<SessionPanel, string>();
  const closed: string[] = [];
  const add = (profileId: string, hitId: string) =>
    open.add(profileId, hitId, onDispose => ({
      profileId,
      place,
      follow: () => undefined,
      dispose: () => {
        closed.push(hitId);
        onDispose();
      },
    }));
  for (const [profileId, hitId] of shown) add(profileId, hitId);
  /** Goes on with a profile, and gives what is opened again, and where. */
  const follow = async (profileId: string) => {
    const opened: (readonly [hitId: string, PanelPlace])[] = [];
    const back = open.follow(session(profileId), async (hitId, at) => {
      opened.push([hitId, at]);
      add(profileId, hitId);
    });
    for (const each of back) await each.open();
    return opened;
  };
  return { open, closed, follow };
}

describe('open panels', () => {
  it('of another profile close, and come back once with it, where they were', async () => {
    const { closed, follow } = panelsOf(['one', '3A'], ['one', '3B'], ['two', '3C']);
    assert.deepEqual(await follow('two'), []);
    assert.deepEqual(closed, ['3A', '3B']);
    assert.deepEqual(await follow('one'), [
      ['3A', place],
      ['3B', place],
    ]);
    assert.deepEqual(closed, ['3A', '3B', '3C']);
    assert.deepEqual(await follow('one'), []);
  });

  it('that the user closed stay closed', async () => {
    const { open, follow } = panelsOf(['one', '3A'], ['one', '3B']);
    open.get('one', '3A')?.dispose();
    await follow('two');
    assert.deepEqual(await follow('one'), [['3B', place]]);
  });

  it('come back in a bounded number', async () => {
    const { follow } = panelsOf(...Array.from({ length: 100 }, (_, index) => ['one', `3HIT${index}`] as const));
    await follow('two');
    assert.equal((await follow('one')).length, 20);
  });

  it('are kept for a bounded number of profiles, those used last', async () => {
    const { open, follow } = panelsOf();
    for (let index = 0; index < 100; index += 1) open.setAside(`profile ${index}`, '3A', place);
    assert.deepEqual(await follow('profile 0'), []);
    assert.deepEqual(await follow('profile 99'), [['3A', place]]);
  });

  it('are set aside again when another profile comes into use before they are open', async () => {
    const { open, follow } = panelsOf(['one', '3A'], ['one', '3B']);
    await follow('two');
    const loading = Promise.withResolvers<void>();
    const [first, second] = open.follow(session('one'), () => loading.promise);
    const opening = first?.open();
    await follow('two');
    loading.resolve();
    await opening;
    await second?.open();
    assert.deepEqual(
      (await follow('one')).map(([hitId]) => hitId),
      ['3A', '3B'],
    );
  });

  it('come back without one that can’t be opened', async () => {
    const { open, follow } = panelsOf(['one', '3A'], ['one', '3B'], ['one', '3C']);
    await follow('two');
    const opened: string[] = [];
    const failures: unknown[] = [];
    const returning = open.follow(session('one'), async hitId => {
      if (hitId === '3B') throw new Error('gone');
      opened.push(hitId);
    });
    await reopenAll(returning, error => failures.push(String(error)));
    assert.deepEqual([opened, failures], [['3A', '3C'], ['Error: gone']]);
  });

  it('are opened last where they were in front', () => {
    const returning = [true, false, true].map((visible, column) => ({
      place: { column, visible },
      open: async () => undefined,
    }));
    assert.deepEqual(
      inOpeningOrder(returning).map(each => each.place.column),
      [1, 0, 2],
    );
  });
});
