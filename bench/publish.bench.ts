/**
 * Publishing through the ledger beside the bare SDK, over a line with 20 ms of latency, with the same number of requests at a
 * time. `npm run bench -- publish [rows]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateHITCommand, MTurkClient as SdkClient } from '@aws-sdk/client-mturk';
import { Ledger } from '../src/ledger/ledger.ts';
import { requestOf } from '../src/ledger/requests.ts';
import { MTurkClient } from '../src/mturk/client.ts';
import type { Input } from '../src/mturk/operations.ts';
import { batchOf } from '../test/support/batches.ts';
import { spawnLocal } from '../test/support/local.ts';
import { slowLine } from '../test/support/slowLine.ts';
import { median, report } from './support/measure.ts';

const rows = Number(process.argv[2] ?? 2_000);
const rounds = 3;
const parallel = 6;
const latency = 20;

async function publishing(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-bench-'));
  const local = await spawnLocal();
  const line = await slowLine(local.endpoint, latency);
  const credentials = async () => ({ accessKeyId: local.accessKeyId, secretAccessKey: local.secretAccessKey });
  const { endpoint } = line;
  const sdk = new SdkClient({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
  const client = new MTurkClient({ endpoint, credentials });
  try {
    const { texts, operations, batch } = await batchOf(rows);
    const bare = async (name: string) => {
      let next = 0;
      const worker = async () => {
        for (let at = next++; at < operations.length; at = next++) {
          const operation = operations[at];
          if (!operation) return;
          const { input } = requestOf(operation, `${name}-${at}`, texts);
          await sdk.send(new CreateHITCommand(input as Input<'CreateHIT'>));
        }
      };
      await Promise.all(Array.from({ length: parallel }, worker));
    };
    const ledger = Ledger.inFile(join(folder, 'journal.jsonl'));
    const planned = async (id: string) => {
      const facts = { id, title: id, environment: 'local', profile: 'bench', endpoint, texts, batch };
      const { outcomes } = await ledger.start(facts, operations, { client, parallel });
      if (!outcomes.every(({ result }) => result === 'done')) throw new Error('not all was published');
    };
    const timed = async (work: () => Promise<void>) => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const one = await timed(() => bare(`bare-${round}`));
      const other = await timed(() => planned(`plan-${round}`));
      ratios.push(other / one);
    }
    const ratio = median(ratios);
    report(`${rows} rows at ${latency} ms of latency, ledger beside the bare SDK`, `${ratio.toFixed(2)} ×`, {
      words: 'at most 1.1 ×',
      met: ratio <= 1.1,
    });
  } finally {
    sdk.destroy();
    client.dispose();
    await line.close();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await publishing();
