import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { measuredSeconds, partsOf } from '../../../scripts/test/parts.ts';

describe('the parts of a level', () => {
  it('hold each file once, and take about as long', () => {
    const parts = partsOf(['a', 'b', 'c', 'd', 'e'], 2, { a: 300, b: 100, c: 100 });
    assert.deepEqual(parts, [['a'], ['b', 'c', 'd', 'e']]);
  });

  it('are as many as there are files, at most', () => {
    assert.deepEqual(partsOf(['a'], 2), [['a']]);
    assert.deepEqual(partsOf([], 2), []);
  });

  it('know no file that is gone', () => {
    const files = new Set(globSync('test/**/*.test.ts').map(file => file.replaceAll('\\', '/')));
    assert.deepEqual(
      Object.keys(measuredSeconds).filter(file => !files.has(file)),
      [],
    );
  });
});
