import assert from 'node:assert/strict';
import { tabTitle } from '../../../src/panels/tabTitle.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { assertLine } from '../hostile/assertions.ts';

describe('the name of a tab', () => {
  it('is the text where that fits', () => {
    assert.equal(tabTitle('Judge the colour of words'), 'Judge the colour of words');
    assert.equal(tabTitle('word '.repeat(20)), 'word word word word word word word word…');
    assert.equal(tabTitle(' \n ', 'Worker'), 'Worker');
  });

  it('is a short line of its own, whatever the text is', () => {
    for (const { name, text } of hostileTexts) {
      assertLine(tabTitle(text), name, 40);
      assert.notEqual(tabTitle(text), '', name);
    }
  });
});
