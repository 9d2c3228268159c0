import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  amazonTime,
  amazonUtcTime,
  pacificDay,
  pacificDayStart,
  pacificDayText,
  readAmazonTime,
} from '../../../src/mturk/pacific.ts';

const hour = 3_600_000;
const seconds = fc.integer({ min: Date.UTC(2005, 0) / 1000, max: Date.UTC(2040, 0) / 1000 }).map(at => at * 1000);

describe('Amazon’s times', () => {
  it('are written in Pacific time, in either zone of it', () => {
    assert.equal(amazonTime(Date.UTC(2024, 2, 5, 18, 15, 30)), 'Tue Mar 05 10:15:30 PST 2024');
    assert.equal(amazonTime(Date.UTC(2024, 2, 12, 18, 15, 30)), 'Tue Mar 12 11:15:30 PDT 2024');
    assert.equal(amazonUtcTime(Date.UTC(2024, 2, 8, 18, 16, 2)), '2024-03-08 18:16:02 UTC');
  });

  it('are real elapsed seconds across the change of the zone', () => {
    // 72 hours after Thursday evening are Monday morning when the clocks go forward in between.
    const submitted = readAmazonTime('Thu Mar 07 23:29:44 PST 2024') ?? 0;
    assert.equal(amazonTime(submitted + 72 * hour), 'Mon Mar 11 00:29:44 PDT 2024');
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(seconds, at => {
        assert.equal(readAmazonTime(amazonTime(at)), at);
        assert.equal(readAmazonTime(amazonUtcTime(at)), at);
      }),
    );
  });

  it('are nothing where there is no time', () => {
    assert.deepEqual([Number.NaN, Number.POSITIVE_INFINITY, 9e15].map(amazonTime), ['', '', '']);
    const wrong = [
      '',
      'yesterday',
      'Tue Feb 31 10:15:30 PST 2024',
      '2024-13-08 18:16:02 UTC',
      'Tue Mar 05 25:15:30 PST 2024',
    ];
    for (const text of wrong) assert.equal(readAmazonTime(text), undefined);
  });
});

describe('Pacific days', () => {
  it('begin at midnight there, and follow each other without a gap', () => {
    for (let day = pacificDay(Date.UTC(2023, 11, 25)); day < pacificDay(Date.UTC(2026, 1, 1)); day += 1) {
      const [start, next] = [pacificDayStart(day), pacificDayStart(day + 1)];
      assert.match(amazonTime(start), / 00:00:00 P[SD]T /);
      assert.equal(pacificDay(start), day);
      assert.equal(pacificDay(start - 1), day - 1);
      assert.equal(pacificDay(next - 1), day);
      assert.ok([23, 24, 25].includes((next - start) / hour));
    }
  });

  it('have 23 hours and 25 when the clocks change', () => {
    const hours = (text: string) => {
      const day = Date.parse(text) / (24 * hour);
      assert.equal(pacificDayText(day), text);
      return (pacificDayStart(day + 1) - pacificDayStart(day)) / hour;
    };
    assert.deepEqual(['2026-03-08', '2026-11-01', '2026-11-02'].map(hours), [23, 25, 24]);
  });

  it('begin as those of Amazon’s samples do', () => {
    assert.equal(
      new Date(pacificDayStart(Date.UTC(2009, 6, 13) / (24 * hour))).toISOString(),
      '2009-07-13T07:00:00.000Z',
    );
    assert.equal(
      new Date(pacificDayStart(Date.UTC(2011, 8, 5) / (24 * hour))).toISOString(),
      '2011-09-05T07:00:00.000Z',
    );
  });
});
