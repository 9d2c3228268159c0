/** Makes the .vsix from a folder that holds what ships and nothing else, and checks what came out. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.ts';
import { binary, capture, root } from './command.ts';
import { noticesFile, noticesOf } from './notices.ts';
import { openVsxProblems } from './openVsx.ts';
import { type ChunkSize, sizeReport, startupBytes } from './sizes.ts';

const staging = join(root, '.vscode-test/package');

/** Paths inside the extension; whatever matches none of them must not ship. */
const allowed = [
  /^package\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt|\.md)?$/i,
  /^THIRD_PARTY_NOTICES$/,
  /^dist\/extension\.mjs$/,
  /^dist\/extension\/[\w.-]+\.mjs$/,
  /^dist\/mturk-local\.cjs$/,
  /^dist\/mturk-local\/[a-z]+\.cjs$/,
  /^dist\/webview\/[\w-]+\.(js|css)$/,
  /^dist\/webview\/codicons\/codicon\.(css|ttf)$/,
  /^docs\/[\w-]+\.md$/,
  /^media\/(?!readme\/)[\w./-]+\.(svg|png|css|md|json)$/,
];

const kB = 1000;
/** `startup` is what activation loads: the entry with everything that it imports at once. */
const limits = { vsix: 1600 * kB, startup: 200 * kB };

/** What ships, built for users; scripts and development dependencies are no concern of theirs. */
async function stage(): Promise<readonly ChunkSize[]> {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const { packages, chunks } = await build({ production: true, outdir: join(staging, 'dist') });
  writeFileSync(join(staging, noticesFile), noticesOf(packages));
  const {
    scripts: _,
    devDependencies: __,
    allowScripts: ___,
    imports: ____,
    ...manifest
  } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const entry of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'docs'])
    if (existsSync(join(root, entry)))
      cpSync(join(root, entry), join(staging, entry), {
        recursive: true,
        // The README's pictures are looked at on its page, not in the extension.
        filter: source => !relative(root, source).replaceAll('\\', '/').startsWith('media/readme'),
      });
  withoutPictures(join(staging, 'docs'));
  return chunks;
}

/** Its pages are shown inside VS Code, where the pictures of the repository are not. */
function withoutPictures(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, ''));
  }
}

/** The files that `vsce` would put in, by its own account. */
async function listed(): Promise<string[]> {
  const { code, output } = await vsce('ls', '--no-dependencies');
  if (code !== 0) throw new Error(output);
  return output
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && existsSync(join(staging, line)));
}

function vsce(...args: string[]) {
  return capture(process.execPath, [binary('@vscode/vsce', 'vsce'), ...args], { cwd: staging });
}

/** What is wrong with the package, in words. */
function problems(files: string[], vsix: string, chunks: readonly ChunkSize[]): string[] {
  const found = files.filter(file => !allowed.some(rule => rule.test(file))).map(file => `${file} must not ship`);
  const { main, icon, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  found.push(...openVsxProblems(manifest));
  for (const needed of ['README.md', 'CHANGELOG.md', 'LICENSE', noticesFile, main, icon].filter(
    path => path !== undefined,
  ))
    if (!existsSync(join(staging, needed))) found.push(`${needed} is missing`);
  const sizes = { vsix: statSync(vsix).size, startup: startupBytes(chunks) };
  for (const name of ['vsix', 'startup'] as const)
    if (sizes[name] > limits[name])
      found.push(`${name} is ${Math.round(sizes[name] / kB)} kB, the limit is ${limits[name] / kB} kB`);
  return found;
}

interface MadePackage {
  /** The path of the `.vsix`. */
  readonly vsix: string;
  readonly chunks: readonly ChunkSize[];
}

/** Makes `mturk-workbench-VERSION.vsix` in the root. Throws with every reason why it must not ship. */
export async function makeVsix(): Promise<MadePackage> {
  const chunks = await stage();
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const vsix = join(root, `${name}-${version}.vsix`);
  const files = await listed();
  const { code, output } = await vsce('package', '--no-dependencies', '--out', vsix);
  if (code !== 0) throw new Error(output);
  const found = problems(files, vsix, chunks);
  if (found.length > 0) throw new Error(`This package must not ship:\n  ${found.join('\n  ')}`);
  return { vsix, chunks };
}

export async function packageTask(): Promise<number> {
  try {
    const { vsix, chunks } = await makeVsix();
    const size = (bytes: number) => `${Math.round(bytes / kB)} kB`;
    console.log(sizeReport(chunks).join('\n'));
    console.log(
      `${relative(root, vsix)} ${size(statSync(vsix).size)}; activation loads ${size(startupBytes(chunks))} of at most ${size(limits.startup)}`,
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
