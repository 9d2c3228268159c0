/** The check of imports sees what it is for; that `src/` passes it is a matter of `npm run lint`. */
import assert from 'node:assert/strict';
import { refusal } from '../../../scripts/rooms/check.ts';
import { cyclesOf } from '../../../scripts/rooms/cycles.ts';
import { importsIn } from '../../../scripts/rooms/imports.ts';
import { codeFiles, tooLong } from '../../../scripts/rooms/lengths.ts';
import { ambiguousNames } from '../../../scripts/rooms/names.ts';

const allowed = new Map([
  ['core', { rooms: [] }],
  ['shell', { rooms: ['core', 'page/contract.ts'], except: ['src/core/secret.ts'], vscode: true as const }],
]);

function refused(file: string, line: string): boolean {
  const [found] = importsIn(file, line);
  assert.ok(found, line);
  return refusal(found, allowed) !== undefined;
}

describe('the rooms of src', () => {
  it('let a file import its own room and what the room is allowed', () => {
    assert.equal(refused('src/core/deep/a.ts', "import { b } from '../b.ts';"), false);
    assert.equal(refused('src/shell/a.ts', "import type { B } from '../core/b.ts';"), false);
    assert.equal(refused('src/shell/a.ts', "import { b } from '../page/deep/contract.ts';"), false);
    assert.equal(refused('src/shell/a.ts', "import * as vscode from 'vscode';"), false);
    assert.equal(refused('src/core/a.ts', "import { parse } from 'csv-parse/sync';"), false);
  });

  it('refuse every other import, however it is written', () => {
    assert.ok(refused('src/core/a.ts', "import { b } from '../shell/b.ts';"));
    assert.ok(refused('src/core/a.ts', "import type { B } from '../shell/b.ts';"));
    assert.ok(refused('src/core/a.ts', "import {\n  b,\n  c,\n} from '../shell/b.ts';"));
    assert.ok(refused('src/core/a.ts', "export { b } from '../shell/b.ts';"));
    assert.ok(refused('src/core/a.ts', "import '../shell/b.ts';"));
    assert.ok(refused('src/core/a.ts', "const { b } = await import('../shell/b.ts');"));
    assert.ok(refused('src/shell/a.ts', "import { b } from '../page/b.ts';"));
    assert.ok(refused('src/shell/a.ts', "import { b } from '../core/secret.ts';"));
    assert.ok(refused('src/core/a.ts', "import { b } from '../../scripts/b.ts';"));
    assert.ok(refused('src/core/a.ts', "import { readFileSync } from 'node:fs';"));
    assert.ok(refused('src/core/a.ts', "import * as vscode from 'vscode';"));
  });

  it('are closed until they are listed', () => {
    assert.ok(refused('src/annex/a.ts', "import { b } from '../core/b.ts';"));
    assert.ok(refused('src/core/a.ts', "import { b } from '../annex/b.ts';"));
  });

  it('have no files that import each other, and the check finds those', () => {
    const imports = (pairs: Readonly<Record<string, readonly string[]>>) =>
      Object.entries(pairs).flatMap(([file, targets]) => targets.map(target => ({ file, target })));
    assert.deepEqual(cyclesOf(imports({ a: ['b', 'c'], b: ['c'], c: ['node:fs'] })), []);
    assert.deepEqual(cyclesOf(imports({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['d'] })), [
      ['d', 'e'],
      ['a', 'b', 'c'],
    ]);
  });

  it('have no two files of one name, but for roles and for what folders are made of', () => {
    assert.deepEqual(
      ambiguousNames(['src/a/words.ts', 'src/b/main.ts', 'src/c/main.ts', 'src/commands/hit/words.ts']),
      [],
    );
    const site = 'src/service/site/client';
    assert.deepEqual(ambiguousNames([`${site}/crowd/words.ts`, 'src/a/words.ts']), []);
    assert.deepEqual(ambiguousNames([`${site}/styles/page.css`, 'src/a/page.css']), [
      `page.css stands for 2 subjects: src/a/page.css, ${site}/styles/page.css`,
    ]);
    assert.deepEqual(ambiguousNames(['src/b/words.ts', 'src/a/words.ts']), [
      'words.ts stands for 2 subjects: src/a/words.ts, src/b/words.ts',
    ]);
  });

  it('have no file of more than 300 lines, be it code or a style sheet', () => {
    const texts = new Map([
      ['src/a/whole.ts', 'x\n'.repeat(300)],
      ['src/a/open.ts', 'x\n'.repeat(300).slice(0, -1)],
      ['src/a/long.css', 'x\n'.repeat(301)],
    ]);
    assert.deepEqual(
      tooLong([...texts.keys()], file => texts.get(file) ?? ''),
      ['src/a/long.css has 301 lines, more than 300'],
    );
    assert.ok(codeFiles().some(file => file.endsWith('.css')));
    assert.ok(codeFiles().some(file => file.startsWith('test/')));
  });
});
