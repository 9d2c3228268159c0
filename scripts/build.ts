/** Bundles everything that ships, and the suite that runs inside the extension host. */
import { existsSync, globSync, readdirSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { writeContributions } from './contributions.ts';
import {
  commandEntries,
  commandsApart,
  localEntry,
  markupBeside,
  markupEntry,
  markupLater,
  withoutService,
} from './localProgram.ts';
import { packagesIn } from './notices.ts';
import { siteAssetsInside } from './siteAssets.ts';
import { type ChunkSize, chunkSizes } from './sizes.ts';

interface BuildMode {
  /** Minified, without source maps and without tests: what goes into the .vsix. */
  production?: boolean;
  /** The folder to write to, `dist` when not said. */
  outdir?: string;
}

/** Fills the module `host-suites` with every test file of test/host, each loaded when the suite asks for it. */
const hostSuites: esbuild.Plugin = {
  name: 'host-suites',
  setup(build) {
    build.onResolve({ filter: /^host-suites$/ }, () => ({ path: 'host-suites', namespace: 'host-suites' }));
    build.onLoad({ filter: /.*/, namespace: 'host-suites' }, () => {
      const files = globSync('test/host/**/*.test.ts').map(file => file.replaceAll('\\', '/'));
      const entries = files
        .sort()
        .map(file => `${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)}),`);
      return { contents: `export const suites = {\n${entries.join('\n')}\n};`, resolveDir: process.cwd() };
    });
  },
};

const extensionEntry = 'src/extension.ts';

function webviewPanels(): string[] {
  if (!existsSync('src/webview')) return [];
  return readdirSync('src/webview', { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(`src/webview/${entry.name}/main.ts`))
    .map(entry => entry.name);
}

function bundles(
  { production = false, outdir = 'dist' }: BuildMode,
  used: (metafile: esbuild.Metafile) => void = () => {},
): esbuild.BuildOptions[] {
  const common: esbuild.BuildOptions = {
    bundle: true,
    metafile: true,
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
    outdir,
    outExtension: { '.js': '.cjs' },
  };
  const all: esbuild.BuildOptions[] = [
    {
      ...node,
      // Modules, because only they can be split: activation loads the entry, and a first operation or request loads the rest.
      format: 'esm',
      splitting: true,
      entryPoints: { extension: extensionEntry },
      chunkNames: 'extension/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
      external: ['vscode'],
      // Libraries in the old module form ask for Node's own modules by `require`.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    },
    {
      ...node,
      entryPoints: localEntry,
      plugins: [commandsApart, markupLater, siteAssetsInside(production, used)],
      // Commands are loaded by `require`, which is quicker than Node's loader of modules.
      supported: { 'dynamic-import': false },
      banner: { js: '#!/usr/bin/env node' },
    },
    { ...node, entryPoints: commandEntries, plugins: [withoutService, markupBeside] },
    { ...node, entryPoints: markupEntry },
    {
      ...common,
      platform: 'browser',
      target: 'es2022',
      format: 'esm',
      entryPoints: Object.fromEntries(webviewPanels().map(panel => [panel, `src/webview/${panel}/main.ts`])),
      outdir: `${outdir}/webview`,
    },
  ];
  // Mocha and the SDK stay outside the suite: they are there in a checkout.
  if (!production)
    all.push({
      ...node,
      entryPoints: { index: 'test/host/index.ts' },
      outdir: `${outdir}/test/host`,
      external: ['vscode', 'mocha', '@aws-sdk/*', '@smithy/*'],
      plugins: [hostSuites, siteAssetsInside(false)],
    });
  return all.filter(build => {
    const entries = Object.values(build.entryPoints as Record<string, string>);
    return entries.length > 0 && entries.every(existsSync);
  });
}

const codicons = 'node_modules/@vscode/codicons';

/** The icon font and its style sheet, for webviews. */
async function copyCodicons(outdir = 'dist'): Promise<void> {
  for (const file of ['codicon.css', 'codicon.ttf'])
    await cp(`${codicons}/dist/${file}`, `${outdir}/webview/codicons/${file}`);
}

interface Built {
  /** The folders of the packages that the bundles hold. */
  readonly packages: ReadonlySet<string>;
  /** The chunks of the extension's bundle. */
  readonly chunks: readonly ChunkSize[];
}

/** A production build starts from nothing, so that nothing of an earlier build ships; the chunks of a split bundle always do. */
export async function build(mode: BuildMode = {}): Promise<Built> {
  const { production = false, outdir = 'dist' } = mode;
  writeContributions();
  await rm(production ? outdir : `${outdir}/extension`, { recursive: true, force: true });
  const packages = new Set([codicons]);
  const add = (metafile: esbuild.Metafile) => {
    for (const each of packagesIn(metafile)) packages.add(each);
  };
  const ships = bundles(mode, add);
  const [results] = await Promise.all([Promise.all(ships.map(each => esbuild.build(each))), copyCodicons(mode.outdir)]);
  let chunks: readonly ChunkSize[] = [];
  for (const [index, { metafile }] of results.entries()) {
    if (metafile && !ships[index]?.outdir?.endsWith('test/host')) add(metafile);
    if (metafile && ships[index]?.splitting) chunks = chunkSizes(metafile, extensionEntry);
  }
  return { packages, chunks };
}

export async function buildTask(args: string[]): Promise<undefined> {
  await build({ production: args.includes('--production') });
}

/** Rebuilds on change until it is stopped. Contributions are written at the start alone. */
export async function watchTask(): Promise<undefined> {
  writeContributions();
  await copyCodicons();
  for (const each of bundles({})) await (await esbuild.context(each)).watch();
  console.log('watching');
}
