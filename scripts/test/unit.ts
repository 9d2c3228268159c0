/**
 * The unit level: TypeScript files straight on Node. A whole run builds, because it starts the program that ships again and again; single
 * files start it from its sources. Its timeout only ends what hangs: machines are slow at times.
 */
import { join } from 'node:path';
import { root } from '../command.ts';
import { selection } from './arguments.ts';
import { built } from './built.ts';
import { mocha } from './mocha.ts';

export async function unit(args: string[]): Promise<number> {
  const selected = selection(args);
  if (selected.files.length === 0 && !selected.watch) {
    await built();
    process.env.MTURK_LOCAL_PROGRAM = join(root, 'dist/mturk-local.cjs');
  }
  return mocha('unit', selected, ['--timeout', '300000']);
}
