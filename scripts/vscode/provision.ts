/** Fetches everything that a run inside VS Code needs, so that the run itself can start at once. */
import { provisionBrowser } from './browser.ts';
import { current, floor, provisionVsCode } from './build.ts';

export async function provision(args: string[]): Promise<undefined> {
  await provisionBrowser();
  await provisionVsCode(args.includes('--floor') ? floor : current);
}
