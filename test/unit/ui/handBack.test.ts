import assert from 'node:assert/strict';
import { HandBack } from '../../../src/ui/handBack.ts';

describe('a dialog after a quick input', () => {
  function at(toWebview: boolean) {
    const waited: number[] = [];
    const clock = { now: 1000 };
    const handBack = new HandBack({
      now: () => clock.now,
      wait: async ms => {
        waited.push(ms);
        clock.now += ms;
      },
      toWebview: () => toWebview,
    });
    return { handBack, waited, clock };
  }

  it('waits while the keyboard is on its way to a webview, and no longer', async () => {
    const { handBack, waited, clock } = at(true);
    assert.equal(await handBack.after(Promise.resolve('typed')), 'typed');
    clock.now += 50;
    await handBack.over();
    assert.deepEqual(waited, [150]);
    await handBack.over();
    assert.deepEqual(waited, [150]);
  });

  it('waits after one that failed, too', async () => {
    const { handBack, waited } = at(true);
    await assert.rejects(handBack.after(Promise.reject(new Error('gone'))), /gone/);
    await handBack.over();
    assert.deepEqual(waited, [200]);
  });

  it('comes at once where nothing was asked before, or the keyboard goes elsewhere', async () => {
    const first = at(true);
    await first.handBack.over();
    const elsewhere = at(false);
    await elsewhere.handBack.after(Promise.resolve());
    await elsewhere.handBack.over();
    assert.deepEqual([...first.waited, ...elsewhere.waited], []);
  });
});
