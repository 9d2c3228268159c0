/**
 * `npm run corpus -- FOLDER`: does every template of a folder on a Local of its own, in a real browser; and checks, previews, publishes
 * and simulates every template with the data that fills it.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type PairResult, pairFailed } from '../test/corpus/pairResult.ts';
import { pairRunner, scratchOptions } from '../test/corpus/pairRunner.ts';
import { type Pair, pairsOf } from '../test/corpus/pairs.ts';
import { corpusRunner } from '../test/corpus/run.ts';
import { pairTableOf, type Result, tableOf } from '../test/corpus/table.ts';
import { pagesOf } from '../test/corpus/templates.ts';
import { startLocal } from '../test/support/local.ts';
import { launchBrowser, provisionBrowser } from './vscode/browser.ts';

const usage = 'npm run corpus -- FOLDER [--rows 1] [--online] [--only TEXT]';

/** Ends with 1 when a page failed, and with 2 when there is none. */
export async function corpus(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '1' },
      online: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const [folder] = positionals;
  const rows = Number(values.rows);
  if (!folder || !existsSync(folder) || !(rows >= 1)) {
    console.error(usage);
    return 2;
  }
  const pages = pagesOf(folder, rows).filter(({ name }) => name.includes(values.only));
  if (pages.length === 0) {
    console.error(`There is no template in ${folder}.`);
    return 2;
  }
  const pairs = pairsOf(folder).filter(({ name }) => name.includes(values.only));
  const local = await startLocal();
  const browser = await launchBrowser(await provisionBrowser());
  const results: Result[] = [];
  try {
    const runner = await corpusRunner(local, browser, { online: values.online });
    for (const page of pages) {
      results.push(await runner.run(page));
      if (process.stderr.isTTY) process.stderr.write(`\r${results.length} of ${pages.length}`);
    }
  } finally {
    await browser.close();
    await local.stop();
  }
  console.log(`${process.stderr.isTTY ? '\n' : ''}${tableOf(results)}`);
  const failed = results.some(({ outcome }) => outcome === 'failed');
  return (await pairsPass(pairs, values.online)) && !failed ? 0 : 1;
}

/** Prints what came of the pairs, where there are any, and gives whether all went through. */
async function pairsPass(pairs: readonly Pair[], online: boolean): Promise<boolean> {
  if (pairs.length === 0) return true;
  const local = await startLocal(scratchOptions);
  const browser = await launchBrowser(await provisionBrowser());
  const results: PairResult[] = [];
  try {
    const runner = await pairRunner(local, browser, { online });
    for (const pair of pairs) results.push(await runner.run(pair));
    await runner.close();
  } finally {
    await browser.close();
    await local.stop();
  }
  console.log(`\n${pairTableOf(results)}`);
  return !results.some(pairFailed);
}
