/** Where the levels leave what explains a failure: a folder for each, and for each further try of a file, which must not cover the first. */
import { join } from 'node:path';
import { root } from '../command.ts';

export const tryVariable = 'MTURK_TEST_TRY';

export function artifactsOf(level: 'host' | 'e2e'): string {
  const time = Number(process.env[tryVariable] ?? 1);
  return join(root, 'artifacts', time > 1 ? `${level}-${time}` : level);
}
