import assert from 'node:assert/strict';
import { momentText, parseSpan, relativeText, relativeWords, spanText, spanWords } from '../../../src/mturk/times.ts';
import { day, hour, noon } from '../../support/records.ts';

const minute = 60_000;

describe('times', () => {
  it('name the two largest units', () => {
    assert.equal(spanText(40_000), '40 s');
    assert.equal(spanText(59 * minute + 59_000), '59 m');
    assert.equal(spanText(3 * hour + 12 * minute), '3 h 12 m');
    assert.equal(spanText(2 * hour), '2 h');
    assert.equal(spanText(2 * day + 4 * hour + 50 * minute), '2 d 4 h');
    assert.equal(spanText(30 * day), '30 d');
  });

  it('say their zone', () => {
    const style = { locale: 'en-GB', timeZone: 'Asia/Kolkata' };
    assert.equal(momentText(Date.UTC(2026, 10, 22, 14, 3), style), '22 Nov 2026, 19:33 GMT+5:30');
    assert.equal(momentText(Number.NaN, style), 'unknown');
  });

  it('stand relative to now', () => {
    assert.equal(relativeText(noon + 3 * hour, noon), 'in 3 h');
    assert.equal(relativeText(noon - 4 * minute, noon), '4 m ago');
    assert.equal(relativeText(noon, noon), 'just now');
    assert.equal(relativeText(noon + 1, noon), 'in under a minute');
  });

  it('have words for those who listen', () => {
    assert.equal(spanWords(3 * hour + minute), '3 hours 1 minute');
    assert.equal(spanWords(40_000), '40 seconds');
    assert.equal(relativeWords(noon + 26 * hour, noon), 'in 1 day 2 hours');
    assert.equal(relativeWords(noon - 4 * minute, noon), '4 minutes ago');
    assert.equal(relativeWords(noon, noon), 'just now');
  });

  it('are read as people type them', () => {
    assert.equal(parseSpan('2 d'), 2 * day);
    assert.equal(parseSpan('12h'), 12 * hour);
    assert.equal(parseSpan(' 1 D 6 h '), 30 * hour);
    for (const bad of ['', '2', 'd', '-1 h', '1.5 h', '0 m', '2 y']) assert.equal(parseSpan(bad), undefined, bad);
  });
});
