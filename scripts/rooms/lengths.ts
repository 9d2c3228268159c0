/** Files that have grown too long: a file is about one subject, and fits in a head. */
import { globSync, readFileSync } from 'node:fs';

/** Lines that a file may have. */
const limit = 300;

/** All code and style sheets of the repository; fixtures are as long as what they stand for. */
export function codeFiles(): string[] {
  return globSync('{src,scripts,test,bench,examples}/**/*.{ts,mjs,css}')
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !file.startsWith('test/fixtures/'))
    .sort();
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** One line for each file that is longer than the limit. */
export function tooLong(files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): string[] {
  return files.flatMap(file => {
    const lines = linesOf(read(file));
    return lines > limit ? `${file} has ${lines} lines, more than ${limit}` : [];
  });
}
