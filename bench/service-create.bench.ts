/** How many HITs a second are created for good: each answer means that the HIT is on disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainHIT } from '../test/unit/service/setup.ts';
import { median, report, words } from './support/measure.ts';
import { ask, memory, start } from './support/service.ts';

const rounds = 5;
const roundMs = 2000;
const memoryLimit = 200;

const folder = await mkdtemp(join(tmpdir(), 'mturk-bench-'));
const local = await start('--data', join(folder, 'local.db'));

/** HITs a second from so many connections, each of which asks again when it is answered. */
async function rate(connections: number): Promise<number> {
  const begin = performance.now();
  let created = 0;
  const connection = async () => {
    while (performance.now() - begin < roundMs) {
      await ask(local, 'CreateHIT', plainHIT);
      created++;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return created / ((performance.now() - begin) / 1000);
}

try {
  await rate(8);
  const [alone, together]: [number[], number[]] = [[], []];
  let peak = 0;
  for (let round = 0; round < rounds; round++) {
    alone.push(await rate(1));
    together.push(await rate(8));
    peak = Math.max(peak, memory(local));
  }
  report('CreateHIT from 1 connection', words(alone, 'a second', 0));
  report('CreateHIT from 8 connections', words(together, 'a second', 0));
  report('8 connections to 1', `${(median(together) / median(alone)).toFixed(1)} times as many`);
  report('memory', `${peak.toFixed(0)} MB`, { words: `under ${memoryLimit} MB`, met: peak < memoryLimit });
} finally {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
}
