import assert from 'node:assert/strict';
import { FoundProblems } from '../../../src/definitionEditor/foundProblems.ts';

describe('What definitions found in their files', () => {
  it('is one list for a file that two of them name, as long as one of them is open', () => {
    const found = new FoundProblems<string>((one, other) => one === other);
    found.replace(
      'a',
      new Map([
        ['a', ['a key']],
        ['rules', ['line 1', 'line 2']],
      ]),
    );
    found.replace('b', new Map([['rules', ['line 1', 'line 3']]]));
    assert.deepEqual(found.of('rules'), ['line 1', 'line 2', 'line 3']);
    assert.deepEqual([...found.forget('a')], ['a', 'rules']);
    assert.deepEqual([found.of('a'), found.of('rules')], [[], ['line 1', 'line 3']]);
    assert.ok(found.has('rules') && !found.has('a'));
  });

  it('is replaced with each check, in files that are no longer named as well', () => {
    const found = new FoundProblems<string>((one, other) => one === other);
    found.replace('a', new Map([['rules', ['line 1']]]));
    assert.deepEqual([...found.replace('a', new Map([['gold', ['row 1']]]))], ['rules', 'gold']);
    assert.deepEqual([found.of('rules'), found.of('gold')], [[], ['row 1']]);
  });
});
