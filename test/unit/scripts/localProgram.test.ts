/** The program `mturk-local` starts fast because its file holds the service and nothing that a start doesn't need. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import {
  commandEntries,
  commandsApart,
  localEntry,
  markupBeside,
  markupEntry,
  markupLater,
  withoutService,
} from '../../../scripts/localProgram.ts';
import { packagesIn } from '../../../scripts/notices.ts';
import { spawnLocal } from '../../support/local.ts';
import { callRaw } from '../../support/signed.ts';
import { plainHIT } from '../service/setup.ts';

const options = {
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  outdir: 'dist',
  external: ['#site-assets'],
  supported: { 'dynamic-import': false },
  logLevel: 'silent',
} as const satisfies esbuild.BuildOptions;

const packagesOf = (metafile: esbuild.Metafile): string[] =>
  [...packagesIn(metafile)].map(folder => folder.replace('node_modules/', '')).sort();

/** The pages of the worker site have nothing to do with how the program is cut. */
const withoutAssets: esbuild.Plugin = {
  name: 'without-assets',
  setup(build) {
    build.onResolve({ filter: /^#site-assets$/ }, () => ({ path: 'none', namespace: 'without-assets' }));
    build.onLoad({ filter: /.*/, namespace: 'without-assets' }, () => ({
      contents: 'export const readAssets = async () => ({});',
    }));
  },
};

async function buildInto(folder: string, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [output, entry] of Object.entries(entries))
    await esbuild.build({
      ...options,
      external: [],
      write: true,
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      entryPoints: { [output]: entry },
      plugins: output === 'mturk-local' ? [commandsApart, markupLater, withoutAssets] : [],
    });
}

const removal = `require('node:fs').rmSync(__dirname + '/mturk-local', { recursive: true });`;

describe('the files of mturk-local', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-program-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('have the service in the first, with no package that only commands need, and no module that waits inside', async () => {
    const { metafile, outputFiles } = await esbuild.build({
      ...options,
      entryPoints: localEntry,
      plugins: [commandsApart, markupLater],
    });
    assert.deepEqual(packagesOf(metafile), ['drange', 'jsonc-parser', 'randexp', 'ret', 'valibot']);
    // A module that is loaded later makes esbuild wrap all that it shares with others.
    assert.doesNotMatch(outputFiles.map(({ text }) => text).join(''), /__esm\(/);
  });

  it('run the service, which loads the readers of HTML and XML with the first HIT', async () => {
    await buildInto(folder, { ...localEntry, ...markupEntry });
    const local = await spawnLocal({ program: join(folder, 'mturk-local.cjs') });
    try {
      const { status, text } = await callRaw(local, 'CreateHIT', JSON.stringify(plainHIT));
      assert.equal(status, 200, text);
    } finally {
      await local.stop();
    }
  });

  it('have loaded them soon after the service is ready', async () => {
    await buildInto(folder, { ...localEntry, ...markupEntry });
    const local = await spawnLocal({ program: join(folder, 'mturk-local.cjs') });
    try {
      assert.equal((await callRaw(local, 'GetAccountBalance', '{}')).status, 200);
      rmSync(join(folder, 'mturk-local'), { recursive: true });
      const { status, text } = await callRaw(local, 'CreateHIT', JSON.stringify(plainHIT));
      assert.equal(status, 200, text);
    } finally {
      await local.stop();
    }
  });

  it('go on where the readers are taken away before they were loaded', async () => {
    await buildInto(folder, { ...localEntry, ...markupEntry });
    // Away once it was found, as when the folder goes while the service starts.
    const program = join(folder, 'mturk-local.cjs');
    const built = readFileSync(program, 'utf8');
    const afterOneSecond = /, (?:1000|1e3)\)\.unref\(\)/;
    assert.match(built, afterOneSecond);
    writeFileSync(
      program,
      built
        .replace(/^\s*var loaded;|^\s*let loaded;/m, found => `${found}\n${removal}`)
        .replace(afterOneSecond, ', 0).unref()'),
    );
    const local = await spawnLocal({ program });
    try {
      assert.equal((await callRaw(local, 'CreateHIT', JSON.stringify(plainHIT))).status, 500);
      assert.equal((await callRaw(local, 'GetAccountBalance', '{}')).status, 200);
    } finally {
      await local.stop();
    }
  });

  it('end at once where the file is missing that they share', async () => {
    await buildInto(folder, localEntry);
    await assert.rejects(spawnLocal({ program: join(folder, 'mturk-local.cjs') }), /markup\.cjs/);
  });

  it('have no second copy of the service in the others', async () => {
    const plugins = [withoutService, markupBeside];
    const { metafile } = await esbuild.build({ ...options, entryPoints: commandEntries, plugins });
    assert.deepEqual(
      Object.values(metafile.outputs).flatMap(({ entryPoint = [] }) => entryPoint),
      Object.values(commandEntries),
    );
  });

  it('can’t be built where the program loads something later that has no file', async () => {
    const stdin = { contents: `import('./clock.ts')`, resolveDir: 'src/service', sourcefile: 'main.ts' };
    await assert.rejects(esbuild.build({ ...options, stdin, plugins: [commandsApart] }), /names no file for it/);
  });

  it('can’t be built where a command starts services without being given how', async () => {
    const stdin = {
      contents: `import { startService } from './service.ts'; startService();`,
      resolveDir: 'src/service',
    };
    await assert.rejects(esbuild.build({ ...options, stdin, plugins: [withoutService] }), /second copy/);
  });
});
