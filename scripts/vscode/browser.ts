/** Finds a Chromium that starts here, and fetches one where there is none. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { capture } from '../command.ts';
import { cached, cacheFolder, locked } from './cache.ts';
import { npmInto } from './npm.ts';

/** A browser to start, with the libraries it brings for machines that lack them. */
interface BrowserChoice {
  executablePath: string;
  libraries?: string;
}

/** It shows pages of this machine only, so it needs no sandbox, no card and no talk with its maker. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What is behind something else must be drawn and timed like what is in front.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

export function launchBrowser(choice: BrowserChoice, args: string[] = []): Promise<Browser> {
  const libraries = [choice.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: choice.executablePath,
    args: [...flags, ...args],
    env: { ...process.env, ...(choice.libraries ? { LD_LIBRARY_PATH: libraries } : {}) } as Record<string, string>,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

/** A file that exists may still lack a library or be a stub that asks to install it: only a page that renders counts. */
async function works(choice: BrowserChoice): Promise<boolean> {
  try {
    const browser = await launchBrowser(choice);
    try {
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
      return (await page.textContent('p')) === 'ready';
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

function installedPaths(): string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(folder => folder !== undefined)
      .flatMap(folder => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  return (process.env.PATH ?? '').split(':').flatMap(folder => names.map(name => join(folder, name)));
}

async function installed(): Promise<BrowserChoice | undefined> {
  for (const executablePath of installedPaths())
    if (existsSync(executablePath) && (await works({ executablePath }))) return { executablePath };
  return undefined;
}

/** Unpacks one of the package's archives; the plain binary is only compressed, the others are tar files. */
async function unbrotli(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/** The headless Chromium in the npm package `@sparticuz/chromium`, with the NSS libraries that it packs. Linux on x64 only. */
async function packaged(): Promise<BrowserChoice | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const version = '153.0.0';
  const folder = await cached(`chromium-npm-${version}`, async half => {
    console.error('Fetching a headless Chromium from npm …');
    const source = join(half, 'package');
    await mkdir(source);
    await npmInto(source, `@sparticuz/chromium@${version}`);
    const bin = join(source, 'node_modules/@sparticuz/chromium/bin');
    await unbrotli(join(bin, 'chromium.br'), join(half, 'chromium'));
    await chmod(join(half, 'chromium'), 0o755);
    for (const [archive, target] of [
      ['al2023', 'libraries'],
      ['swiftshader', '.'],
    ] as const) {
      await mkdir(join(half, target), { recursive: true });
      await unbrotli(join(bin, `${archive}.tar.br`), join(half, `${archive}.tar`));
      await capture('tar', ['-xf', join(half, `${archive}.tar`), '-C', join(half, target)]);
      await rm(join(half, `${archive}.tar`));
    }
    await rm(source, { recursive: true });
  });
  const executablePath = join(folder, 'chromium');
  const withLibraries = { executablePath, libraries: join(folder, 'libraries/lib') };
  for (const choice of [{ executablePath }, withLibraries]) if (await works(choice)) return choice;
  return undefined;
}

async function fromDebian(): Promise<BrowserChoice | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('Installing Debian’s Chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  await capture('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return installed();
}

const remembered = join(cacheFolder, 'browser.json');

async function recall(): Promise<BrowserChoice | undefined> {
  try {
    const choice = JSON.parse(await readFile(remembered, 'utf8')) as BrowserChoice;
    return existsSync(choice.executablePath) ? choice : undefined;
  } catch {
    return undefined;
  }
}

/** CHROME_PATH; what an earlier run found; an installed Chrome, Chromium or Edge; npm's; Debian's. */
export async function provisionBrowser(): Promise<BrowserChoice> {
  const named = process.env.CHROME_PATH;
  if (named) return { executablePath: named };
  const known = await recall();
  if (known) return known;
  return locked('browser', async () => {
    const choice = (await recall()) ?? (await installed()) ?? (await packaged()) ?? (await fromDebian());
    if (!choice)
      throw new Error('No browser starts here: install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
    await writeFile(remembered, JSON.stringify(choice));
    return choice;
  });
}
