/** The e2e level: the workbench in a browser, used as a person uses it. */
import { build } from '../build.ts';
import { selection } from './arguments.ts';
import { mocha } from './mocha.ts';

export async function e2e(args: string[]): Promise<number> {
  await build();
  return mocha('e2e', selection(args), ['--timeout', '240000', '--slow', '5000']);
}
