/** docs/operations.md: every operation of the API, with commands that there are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as mturk from '@aws-sdk/client-mturk';
import { contributes } from '../../../src/contributions/contributes.ts';

describe('the table of operations', () => {
  const rows = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^\| ([A-Za-z]+) \| (.+) \|$/gm)]
    .slice(1)
    .map(([, name = '', where = '']) => ({ name, where }));

  it('lists all 39, in order', () => {
    const all = Object.keys(mturk)
      .filter(name => name.endsWith('Command') && name !== '$Command')
      .map(name => name.slice(0, -'Command'.length))
      .sort((one, other) => one.localeCompare(other, 'en'));
    assert.equal(all.length, 39);
    assert.deepEqual(
      rows.map(({ name }) => name).sort((one, other) => one.localeCompare(other, 'en')),
      all,
    );
  });

  it('names only commands that there are', () => {
    const titles = new Set(contributes().commands.map(({ title }) => title));
    for (const { name, where } of rows)
      for (const [, title = ''] of where.matchAll(/\*([^*]+)\*/g)) assert.ok(titles.has(title), `${name}: ${title}`);
  });
});
