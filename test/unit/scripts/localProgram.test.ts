/** The program `mturk-local` starts fast because its file holds the service and nothing that a start doesn't need. */
import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import { commandEntries, commandsApart, localEntry, markupAt, withoutService } from '../../../scripts/localProgram.ts';
import { packagesIn } from '../../../scripts/notices.ts';

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

describe('the files of mturk-local', () => {
  it('have the service in the first, with no package that only commands need, and no module that waits inside', async () => {
    const { metafile, outputFiles } = await esbuild.build({
      ...options,
      entryPoints: localEntry,
      plugins: [commandsApart, markupAt('./markup.cjs')],
    });
    assert.deepEqual(packagesOf(metafile), ['drange', 'jsonc-parser', 'randexp', 'ret', 'valibot']);
    // A module that is loaded later makes esbuild wrap all that it shares with others.
    assert.doesNotMatch(outputFiles.map(({ text }) => text).join(''), /__esm\(/);
  });

  it('have no second copy of the service in the others', async () => {
    const plugins = [withoutService, markupAt('./markup.cjs')];
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
