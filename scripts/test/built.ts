/** Levels build what they test, unless who runs them has done so: two of them beside each other must not build into one folder. */
import { build } from '../build.ts';

export const builtVariable = 'MTURK_BUILT';

export async function built(): Promise<void> {
  if (!process.env[builtVariable]) await build();
}
