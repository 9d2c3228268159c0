/** Bundles everything that ships, and the suite that runs inside the extension host. `--watch` rebuilds on change. */
import { existsSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const common: esbuild.BuildOptions = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
  legalComments: 'none',
};

const node: esbuild.BuildOptions = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
};

/** The SDK is a bundle of its own, so that activation neither parses nor runs it. */
const sdkApart: esbuild.Plugin = {
  name: 'sdk-apart',
  setup(build) {
    build.onResolve({ filter: /\/sdk\.ts$/ }, args =>
      args.kind === 'dynamic-import' ? { path: './sdk.cjs', external: true } : undefined,
    );
  },
};

const panels = existsSync('src/webview')
  ? readdirSync('src/webview', { withFileTypes: true })
      .filter(entry => entry.isDirectory() && existsSync(`src/webview/${entry.name}/main.ts`))
      .map(entry => entry.name)
  : [];

const builds: esbuild.BuildOptions[] = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    plugins: [sdkApart],
    metafile: true,
  },
  { ...node, entryPoints: { sdk: 'src/mturk/sdk.ts' }, outdir: 'dist', outExtension: { '.js': '.cjs' } },
  { ...node, entryPoints: { 'mturk-local': 'src/service/main.ts' }, outdir: 'dist', outExtension: { '.js': '.cjs' } },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    entryPoints: Object.fromEntries(panels.map(panel => [panel, `src/webview/${panel}/main.ts`])),
    outdir: 'dist/webview',
  },
];

/** The suite for the extension host: mocha and the SDK stay outside, they are there in a checkout. */
if (!production && existsSync('test/host/index.ts'))
  builds.push({
    ...node,
    entryPoints: { index: 'test/host/index.ts' },
    outdir: 'dist/test/host',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha', '@aws-sdk/*', '@smithy/*'],
  });

const present = builds.filter(build => Object.values(build.entryPoints as Record<string, string>).every(existsSync));

if (watch) {
  for (const build of present) await (await esbuild.context(build)).watch();
} else {
  await Promise.all(present.map(build => esbuild.build(build)));
}
await cp('node_modules/@vscode/codicons/dist', 'dist/webview/codicons', {
  recursive: true,
  filter: source => !/\.(html|svg|json|csv|ts|js)$/.test(source) || !source.includes('.'),
});
