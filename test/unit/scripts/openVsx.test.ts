import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/command.ts';
import { type Manifest, openVsxProblems } from '../../../scripts/openVsx.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

describe('what Open VSX asks of the manifest', () => {
  it('is met', () => {
    assert.deepEqual(openVsxProblems(manifest), []);
  });

  for (const [what, part, problem] of [
    ['a publisher with a blank', { publisher: 'two words' }, /publisher must be/],
    ['a version that is none', { version: 'latest' }, /semantic version/],
    ['no license', { license: undefined }, /license is missing/],
    ['an endless description', { description: 'x'.repeat(2049) }, /longer than 2048/],
    ['a tab in the name that is displayed', { displayName: 'MTurk\tWorkbench' }, /control characters/],
    ['no categories', { categories: [] }, /categories are missing/],
    ['a homepage that is no web address', { homepage: 'ftp://example.org/' }, /homepage/],
    ['proposed API', { enabledApiProposals: ['chat'] }, /proposed API/],
  ] as const)
    it(`refuses ${what}`, () => {
      assert.match(openVsxProblems({ ...manifest, ...part }).join('\n'), problem);
    });
});
