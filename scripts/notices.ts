/** The notices of the packages that a build ships: worked out from what esbuild put into the bundles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './command.ts';

export const noticesFile = 'THIRD_PARTY_NOTICES';

/** Licences under which a package may be shipped inside an MIT-licensed program, with its notice. */
const shippable: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
]);

/** What a licence file doesn't say. */
const remarks: Readonly<Record<string, string>> = {
  '@vscode/codicons':
    'The icon font codicon.ttf and its style sheet, unchanged: “Codicons” by Microsoft, licensed under CC-BY-4.0\n(https://creativecommons.org/licenses/by/4.0/), from https://github.com/microsoft/vscode-codicons.',
  bootstrap: 'Includes the Glyphicons Halflings font, which its author provides for use with Bootstrap.',
};

/** The folders of the packages whose code is in the outputs; what was shaken off is not. */
export function packagesIn(metafile: Metafile): Set<string> {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput > 0 ? packageFolder(path) : undefined;
      if (folder) folders.add(folder);
    }
  return folders;
}

/** `…/node_modules/NAME` of a path inside it, whatever esbuild put before and behind. */
export function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/
    .exec(path.replaceAll('\\', '/'))?.[0]
    .replace(/^.*?(?=node_modules\/)/, '');
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly texts: readonly string[];
}

/** The text of the file that ships. Throws for a package whose licence is not there or not one of those that may ship. */
export function noticesOf(folders: Iterable<string>): string {
  const packages = [...new Set(folders)]
    .map(readPackage)
    .toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  const line = '='.repeat(80);
  const parts = packages.map(({ name, version, license, texts }) =>
    [line, `${name} ${version} (${license})`, line, ...(remarks[name] ? [remarks[name]] : []), ...texts].join('\n\n'),
  );
  return `MTurk Workbench includes parts of these packages. Their licences and notices follow.\n\n${parts.join('\n\n')}\n`;
}

function readPackage(folder: string): Package {
  const at = join(root, folder);
  const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest as Record<string, string | undefined>;
  if (!name || !version || !license) throw new Error(`${folder} has no name, version or licence`);
  // "(MIT OR CC0-1.0)", "MIT AND CC-BY-4.0"
  const named = license.split(/[()\s]+|\bOR\b|\bAND\b/).filter(Boolean);
  if (!named.every(each => shippable.has(each)))
    throw new Error(`${name} is licensed under ${license}: it may not ship`);
  const texts = readdirSync(at)
    .filter(file => /^(licen[cs]e|notice|copying)/i.test(file) && !/\.(js|ts|map)$/.test(file))
    .toSorted()
    .map(file => readFileSync(join(at, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return { name, version, license, texts: texts.length > 0 ? texts : [withoutFile(name, license, manifest)] };
}

/** Some packages name their licence and author, and forget the file. */
function withoutFile(name: string, license: string, { author, homepage, repository }: Record<string, unknown>): string {
  const text = standardTexts[license];
  if (!text) throw new Error(`${name} has no licence file`);
  const holder =
    typeof author === 'string' ? author : ((author as { name?: string } | undefined)?.name ?? 'its authors');
  const from = homepage ?? (repository as { url?: string } | undefined)?.url ?? repository ?? '';
  return `Copyright (c) ${holder}\n${String(from)}\n\n${text}`;
}

const apache = 'node_modules/@aws-sdk/client-mturk/LICENSE';

const standardTexts: Readonly<Record<string, string | undefined>> = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that
the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
  'Apache-2.0': existsSync(join(root, apache)) ? readFileSync(join(root, apache), 'utf8').trim() : undefined,
};
