/** Holds the imports of `src/` against the rooms of `allowed.ts`. */
import { globSync } from 'node:fs';
import { type Room, rooms } from './allowed.ts';
import { cyclesOf } from './cycles.ts';
import { type Import, importsOf } from './imports.ts';
import { codeFiles, tooLong } from './lengths.ts';
import { ambiguousNames } from './names.ts';

function roomOf(file: string): string {
  return file.split('/')[1] ?? file;
}

function mayImport({ rooms: allowed, except = [] }: Room, target: string): boolean {
  if (except.includes(target)) return false;
  const [, room = '', ...rest] = target.split('/');
  const last = rest.at(-1) ?? '';
  return allowed.includes(room) || allowed.includes(`${room}/${last}`);
}

/** Why an import is not allowed; nothing when it is. */
export function refusal({ file, target }: Import, known: ReadonlyMap<string, Room> = rooms): string | undefined {
  const name = roomOf(file);
  const room = known.get(name);
  if (!room) return `${file}: the room ${name} is not listed in scripts/rooms/allowed.ts`;
  if (target === 'vscode') return room.vscode ? undefined : `${file}: ${name} may not use vscode`;
  if (target.startsWith('node:'))
    return room.node ? undefined : `${file}: ${name} also runs in browsers, not ${target}`;
  if (/^(src|scripts|test|bench)\//.test(target)) {
    if (!target.startsWith('src/')) return `${file}: what ships may not import ${target}`;
    if (roomOf(target) === name || mayImport(room, target)) return undefined;
    return `${file}: ${name} may not import ${target}`;
  }
  return undefined;
}

const ours = (pattern: string) => globSync(pattern).map(file => file.replaceAll('\\', '/'));

/**
 * One line for each import that is not allowed, each name of several files, each group of files that import each other, and each
 * file that is too long.
 */
export function refusals(): string[] {
  const files = ours('src/**/*.ts').sort();
  const imports = importsOf(files);
  return [
    ...imports.flatMap(each => refusal(each) ?? []),
    ...ambiguousNames([...files, ...ours('src/**/*.css')]),
    ...tooLong(codeFiles()),
    ...cyclesOf(imports).map(cycle => `these files import each other: ${cycle.join(', ')}`),
  ];
}
