/**
 * The e2e level: the workbench in a browser, used as a person uses it. A test that fails is tried once more, and said to be:
 * a key or a click may fall into a moment in which a busy machine has not drawn yet what it was meant for.
 */
import { selection } from './arguments.ts';
import { built } from './built.ts';
import { mocha } from './mocha.ts';

export async function e2e(args: string[]): Promise<number> {
  await built();
  return mocha('e2e', selection(args), ['--timeout', '240000', '--slow', '5000', '--retries', '1']);
}
