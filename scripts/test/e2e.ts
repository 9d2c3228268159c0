/** The e2e level: the workbench in a browser, used as a person uses it. */
import { selection } from './arguments.ts';
import { built } from './built.ts';
import { mocha } from './mocha.ts';

export async function e2e(args: string[]): Promise<number> {
  await built();
  return mocha('e2e', selection(args), ['--timeout', '600000', '--slow', '5000']);
}
