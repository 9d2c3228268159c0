import assert from 'node:assert/strict';
import { bringsKeys, readReport } from '../../../src/webview/preview/reports.ts';

describe('what a previewed page says', () => {
  const source = 'mturk-preview';

  it('is no key of the editor: any script of the page can say it', () => {
    for (const code of ['KeyW', 'F1'])
      assert.equal(readReport({ source, type: 'key', code, ctrlKey: code === 'KeyW' }), undefined);
  });

  it('brings the port of the keys in a message of its own', () => {
    assert.ok(bringsKeys({ source, type: 'keys' }));
    for (const data of [{ type: 'keys' }, { source, type: 'key' }, 'keys', undefined])
      assert.ok(!bringsKeys(data), JSON.stringify(data));
  });
});
