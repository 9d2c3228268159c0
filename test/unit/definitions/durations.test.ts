import assert from 'node:assert/strict';
import { durationText, parseDuration } from '../../../src/definitions/durations.ts';

describe('Times in words', () => {
  it('are seconds', () => {
    const times: readonly [string, number | undefined][] = [
      ['3 days', 259_200],
      ['90 min', 5400],
      ['1 day, 2 hours and 30 minutes', 95_400],
      ['1.5h', 5400],
      ['0 s', 0],
      ['2w', 1_209_600],
      ['3', undefined],
      ['soon', undefined],
      ['1 month', undefined],
      ['', undefined],
    ];
    for (const [text, seconds] of times) assert.equal(parseDuration(text), seconds, text);
    for (const seconds of [45, 60, 5400, 3600, 86_400, 259_200, 61])
      assert.equal(parseDuration(durationText(seconds)), seconds);
  });
});
