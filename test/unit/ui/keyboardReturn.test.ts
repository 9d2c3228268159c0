import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { KeyboardReturn } from '../../../src/ui/keyboardReturn.ts';
import { WebviewKeyboard } from '../../../src/ui/webviewKeyboard.ts';

describe('a dialog after a quick input', () => {
  const page = {};

  /** A window in which waiting ends when `elapse` is called. */
  function at(toWebview: boolean) {
    const waited: number[] = [];
    const clock = { now: 1000, elapse: () => {} };
    const keyboard = new WebviewKeyboard();
    const keyboardReturn = new KeyboardReturn({
      now: () => clock.now,
      wait: ms => {
        waited.push(ms);
        return new Promise<void>(resolve => {
          clock.elapse = resolve;
        });
      },
      toWebview: () => toWebview,
      isHeld: () => keyboard.isHeld,
      held: () => keyboard.held(),
    });
    let open = false;
    const ask = async () => {
      await keyboardReturn.over();
      open = true;
    };
    return { keyboardReturn, waited, clock, keyboard, ask, isOpen: () => open };
  }

  it('opens when the page that had the keyboard has it again, however long that takes', async () => {
    const { keyboardReturn, keyboard, clock, ask, isOpen } = at(true);
    keyboard.note(page, true);
    const typed = keyboardReturn.after(Promise.resolve('typed'));
    keyboard.note(page, false);
    assert.equal(await typed, 'typed');
    clock.now += 1000;
    const asked = ask();
    await turn();
    assert.equal(isOpen(), false);
    keyboard.note(page, true);
    await asked;
    assert.equal(isOpen(), true);
  });

  it('remembers over several inputs who had the keyboard before the first', async () => {
    const { keyboardReturn, keyboard, waited, clock, ask } = at(true);
    keyboard.note(page, true);
    const first = keyboardReturn.after(Promise.resolve());
    keyboard.note(page, false);
    await first;
    await keyboardReturn.after(Promise.resolve());
    const asked = ask();
    assert.deepEqual(waited, [3000]);
    clock.elapse();
    await asked;
    await keyboardReturn.after(Promise.resolve());
    const again = ask();
    assert.deepEqual(waited, [3000, 200], 'once');
    clock.elapse();
    await again;
  });

  it('waits a moment for a page of which nothing is known, after an input that failed, too', async () => {
    const { keyboardReturn, waited, clock, ask } = at(true);
    await assert.rejects(keyboardReturn.after(Promise.reject(new Error('gone'))), /gone/);
    clock.now += 50;
    const asked = ask();
    assert.deepEqual(waited, [150]);
    clock.elapse();
    await asked;
  });

  it('opens at once where nothing was asked before, the page has the keyboard already, or it goes elsewhere', async () => {
    const first = at(true);
    await first.ask();
    const back = at(true);
    await back.keyboardReturn.after(Promise.resolve());
    back.keyboard.note(page, true);
    await back.ask();
    const elsewhere = at(false);
    await elsewhere.keyboardReturn.after(Promise.resolve());
    await elsewhere.ask();
    assert.deepEqual([...first.waited, ...back.waited, ...elsewhere.waited], []);
  });

  it('does not count on a page that another one has taken the keyboard from', () => {
    const keyboard = new WebviewKeyboard();
    const other = {};
    keyboard.note(page, true);
    keyboard.note(other, true);
    keyboard.note(page, false);
    assert.equal(keyboard.isHeld, true);
    keyboard.note(other, false);
    assert.equal(keyboard.isHeld, false);
  });
});
