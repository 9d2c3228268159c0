import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { coveredCrowdElements, uncoveredCrowdElements } from '../../../../src/mturk/crowdElements.ts';

describe('worker site: which crowd elements are covered (§6.12)', () => {
  it('finds in a page what is not covered, once each and not endlessly many', () => {
    const page =
      '<CROWD-FORM><crowd-line a="<crowd-x>"/><crowd-line></crowd-line><crowd-input><p>crowd-polygon</p></crowd-form>';
    assert.deepEqual(uncoveredCrowdElements(page), ['crowd-line', 'crowd-x']);
    const many = Array.from({ length: 500 }, (_, index) => `<crowd-e${index}>`).join('');
    assert.equal(uncoveredCrowdElements(many).length, 20);
  });

  it('has a row in the documentation for each of them', () => {
    const rows = readFileSync('docs/task-pages.md', 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `crowd-'));
    const covered = rows
      .filter(row => row.split('|')[2]?.trim().startsWith('covered'))
      .flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    assert.deepEqual(covered.sort(), [...coveredCrowdElements].sort());
  });
});
