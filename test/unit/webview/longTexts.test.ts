import './testDocument.ts';
import assert from 'node:assert/strict';
import { visible } from '../../../src/webview/base/visibleText.ts';
import { linksIn } from '../../../src/webview/review/links.ts';
import { hostileLines } from '../expressions/hostileLines.ts';

describe('a hostile line of a megabyte in a webview', () => {
  it('is shown and searched for addresses in one go', () => {
    for (const line of hostileLines) {
      assert.ok([visible(line)].flat().length > 0);
      assert.ok(linksIn(line).length <= 10);
    }
  });
});
