/** The imports between files, read as text: types and imports on demand count as much as any other. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface Import {
  readonly file: string;
  /** A path of the repository for a file of ours, else the module's name. */
  readonly target: string;
}

const statement = /^\s*(?:import|export)\b[^'";]*?(?:from\s*)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** The imports of one file; paths have forward slashes and begin at the root of the repository. */
export function importsIn(file: string, text: string): Import[] {
  return [...text.matchAll(statement)].map(([, plain, onDemand]) => {
    const name = plain ?? onDemand ?? '';
    return { file, target: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name };
  });
}

export function importsOf(files: readonly string[]): Import[] {
  return files.flatMap(file => importsIn(file, readFileSync(file, 'utf8')));
}
