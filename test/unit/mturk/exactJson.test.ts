import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactJsonText, parseExactJson } from '../../../src/mturk/exactJson.ts';

describe('JSON that keeps digits', () => {
  it('is written again as it was read', () => {
    for (const json of [
      '12345678901234567890',
      '[1.50,{"a":1E5,"b":-0,"c":10}]',
      '{"__proto__":0.10}',
      '"12345678901234567890"',
    ])
      assert.equal(exactJsonText(parseExactJson(json)), json);
  });

  it('is read as JSON.parse does everywhere else', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        assert.equal(JSON.stringify(JSON.parse(exactJsonText(parseExactJson(json)))), JSON.stringify(JSON.parse(json)));
      }),
    );
    assert.throws(() => parseExactJson('{"a":1.50,}'), SyntaxError);
    assert.throws(() => parseExactJson('[1.50] // no'), SyntaxError);
  });
});
