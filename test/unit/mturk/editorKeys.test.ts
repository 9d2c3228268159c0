import assert from 'node:assert/strict';
import { editorKeyOf } from '../../../src/mturk/editorKeys.ts';

describe('keys of the editor', () => {
  const control = { ctrlKey: true };

  it('are those that save, show the palette and move between editors', () => {
    assert.deepEqual(editorKeyOf({ code: 'KeyS', ...control }), {
      key: 's',
      code: 'KeyS',
      keyCode: 83,
      ctrlKey: true,
      metaKey: false,
      shiftKey: false,
    });
    for (const pressed of [
      { code: 'F1' },
      { code: 'F6', shiftKey: true },
      { code: 'KeyP', metaKey: true, shiftKey: true },
      { code: 'Digit3', ...control },
      { code: 'PageDown', ...control },
    ])
      assert.equal(editorKeyOf(pressed)?.code, pressed.code);
  });

  it('are no others: a page could press them', () => {
    for (const pressed of [
      { code: 'KeyS' },
      { code: 'KeyB', ...control },
      { code: 'KeyB', ...control, shiftKey: true },
      { code: 'Backquote', ...control },
      { code: 'KeyS', ...control, metaKey: true },
      { code: 'KeyS', ...control, shiftKey: true },
      { code: 'KeyS', ...control, altKey: true },
      { code: 'F1', ...control },
      { code: 'constructor', ...control },
      { code: ['F1'] },
      {},
    ])
      assert.equal(editorKeyOf(pressed), undefined, JSON.stringify(pressed));
  });
});
