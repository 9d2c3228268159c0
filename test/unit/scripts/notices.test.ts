import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../scripts/build.ts';
import { noticesOf, packageFolder } from '../../../scripts/notices.ts';

describe('the notices of third parties', () => {
  let outdir = '';
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'mturk-build-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  /** Before each file that it bundles, esbuild writes where it comes from. */
  function foldersInBundles(): Set<string> {
    const found = new Set<string>();
    for (const file of globSync(`${outdir}/**/*.{mjs,cjs,js}`)) {
      if (file.replaceAll('\\', '/').includes('/test/host/')) continue;
      for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
        /(?:^|\\n|\n)\s*\/\/ (\S*node_modules\/[^\s\\]+)/g,
      )) {
        const folder = packageFolder(path);
        if (folder) found.add(folder);
      }
    }
    return found;
  }

  it('name each package that the bundles hold, with its licence, and no other', async () => {
    const { packages } = await build({ outdir });
    const notices = noticesOf(packages);
    const named = new Set([...notices.matchAll(/^={80}\n\n(\S+) \S+ \([^)\n]+\)\n\n={80}$/gm)].map(([, name]) => name));
    const held = foldersInBundles();
    assert.ok(held.size > 20, `${held.size} packages found`);
    const nameOf = (folder: string) =>
      (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }).name;
    const expected = new Set([...held].map(nameOf));
    // They are copied, not bundled as code.
    for (const name of ['@vscode/codicons', 'bootstrap']) expected.add(name);
    assert.deepEqual([...named].toSorted(), [...expected].toSorted());
    assert.match(notices, /CC-BY-4\.0/);
    assert.match(notices, /Apache License/);
  });

  it('are not made for a package without a licence that may ship', () => {
    assert.throws(() => noticesOf(['test/unit']), /ENOENT|no name/);
  });
});
