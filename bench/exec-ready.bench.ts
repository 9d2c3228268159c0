/** What proxy, certificate and environment of `exec` add: a command through it, beside Local alone and the bare command. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median, report, timed, words } from './support/measure.ts';
import { start } from './support/service.ts';

const rounds = 15;
const limit = 150;
const program = 'dist/mturk-local.cjs';

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}

const bare: number[] = [];
const alone: number[] = [];
const through: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  bare.push(await timed(() => run('/bin/true', [])));
  let local: Awaited<ReturnType<typeof start>> | undefined;
  const ready = await timed(async () => {
    local = await start('--memory');
  });
  // A service that exec starts is stopped within the same time.
  alone.push(ready + (await timed(async () => local?.stop())));
  through.push(await timed(() => run(process.execPath, [program, 'exec', '--quiet', '--', '/bin/true'])));
}
const added = median(through) - median(alone) - median(bare);
report('the bare command', words(bare));
report('Local alone, from start to stop', words(alone));
report('the command through exec', words(through));
report('added by exec', `${added.toFixed(1)} ms`, { words: `under ${limit} ms`, met: added < limit });
