/** Runs mocha on plain Node over the files of one level. */
import { globSync } from 'node:fs';
import { binary, run } from '../command.ts';
import type { Selection } from './arguments.ts';

/** Files by path, by part of a path, or all of the level. */
function pick(level: string, files: string[]): string[] {
  const all = globSync(`test/${level}/**/*.test.ts`).map(file => file.replaceAll('\\', '/'));
  return (
    files.length === 0 ? all : all.filter(file => files.some(part => file.includes(part.replace(/^\.\//, ''))))
  ).sort();
}

export function mocha(level: string, { files, grep, watch }: Selection, options: string[] = []): Promise<number> {
  const picked = pick(level, files);
  if (picked.length === 0) {
    console.error(`No test file in test/${level} matches ${files.join(' ')}`);
    return Promise.resolve(1);
  }
  const watching = watch ? ['--watch', '--watch-files', 'src/**/*.ts,test/**/*.ts'] : [];
  return run(
    process.execPath,
    [
      '--no-warnings=ExperimentalWarning',
      binary('mocha'),
      ...['--reporter', new URL('./reporter.ts', import.meta.url).pathname],
      ...options,
      ...watching,
      ...(grep ? ['--grep', grep] : []),
      ...picked,
    ],
    { stdio: 'inherit' },
  );
}
