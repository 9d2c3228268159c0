/**
 * The ledger beside the bare SDK: approvals with the same number of requests at a time, in turns, medians; and approvals at a
 * limit of 20 requests a second beside the time that the limit alone takes; and the reading of a journal of 100,000 lines.
 * `npm run bench -- ledger [rounds]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApproveAssignmentCommand, MTurkClient as SdkClient } from '@aws-sdk/client-mturk';
import { Ledger } from '../src/ledger/ledger.ts';
import type { Operation } from '../src/ledger/ledgerOperations.ts';
import { formatLine } from '../src/ledger/records.ts';
import { MTurkClient } from '../src/mturk/client.ts';
import { cents } from '../src/mturk/money.ts';
import { type Local, spawnLocal } from '../test/support/local.ts';
import { submittedWork, type Work } from '../test/support/submittedWork.ts';

const rounds = Number(process.argv[2] ?? 6);
const count = 500;
const parallel = 6;
const limit = { count: 1000, requestsPerSecond: 20, burst: 20 };

/** Milliseconds to read a journal of a hundred thousand lines, cold. */
async function reading(folder: string): Promise<void> {
  const path = join(folder, 'long.jsonl');
  const plans = 20;
  const each = 2_500;
  const lines: string[] = [];
  for (let index = 0; index < plans; index += 1) {
    const plan = `plan-${index}`;
    const about = { title: plan, environment: 'local', profile: 'bench', endpoint: '' };
    lines.push(formatLine({ record: 'plan', plan, at: index, ...about, count: each }));
    for (let item = 0; item < each; item += 1) {
      const ids = { assignmentId: `3A${index}-${item}`, hitId: '3HIT', workerId: `A${item}` };
      const operation: Operation = {
        verb: 'bonus',
        ...ids,
        amount: cents(50),
        reason: 'Thank you for the careful answers.',
      };
      lines.push(formatLine({ record: 'item', plan, item, operation, pay: cents(50), fees: cents(10) }));
    }
    for (let item = 0; item < each; item += 1)
      lines.push(
        formatLine({ record: 'outcome', plan, item, at: item, result: 'done', requestId: crypto.randomUUID() }),
      );
  }
  writeFileSync(path, lines.join(''));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    if ((await Ledger.inFile(path).openPlans()).length > 0) throw new Error('nothing should be open');
    times.push(performance.now() - started);
  }
  console.log(`${lines.length} lines of a journal read in ${Math.round(median(times))} ms, median of ${rounds}`);
}

/** Seconds that the SDK alone needs, its client warm. */
async function bare(sdk: SdkClient, work: readonly Work[]): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    for (let each = work[next++]; each; each = work[next++])
      await sdk.send(new ApproveAssignmentCommand({ AssignmentId: each.assignmentId }));
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return (performance.now() - started) / 1000;
}

/** Seconds that the ledger needs, from the writing of the plan to the last line of the journal on the disk. */
async function ledgered(client: MTurkClient, folder: string, work: readonly Work[]): Promise<number> {
  const started = performance.now();
  const operations = work.map(
    (each): Operation => ({ verb: 'approve', ...each, reward: cents(30), fee: cents(12), submitted: 0 }),
  );
  const id = crypto.randomUUID();
  const facts = { id, title: id, environment: 'local', profile: 'bench', endpoint: client.endpoint };
  const { outcomes } = await Ledger.inFile(join(folder, 'journal.jsonl')).start(facts, operations, {
    client,
    parallel,
  });
  if (!outcomes.every(({ result }) => result === 'done')) throw new Error('not all was approved');
  return (performance.now() - started) / 1000;
}

async function sideBySide(local: Local, folder: string): Promise<void> {
  const credentials = { accessKeyId: local.accessKeyId, secretAccessKey: local.secretAccessKey };
  const sdk = new SdkClient({
    region: 'us-east-1',
    endpoint: local.endpoint,
    credentials: async () => credentials,
    maxAttempts: 1,
    // As the ledger's client has it.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  const client = new MTurkClient({ endpoint: local.endpoint, credentials: async () => credentials });
  const times: { bare: number[]; ledger: number[] } = { bare: [], ledger: [] };
  await bare(sdk, await submittedWork(local, count));
  await ledgered(client, folder, await submittedWork(local, count));
  for (let round = 0; round < rounds; round += 1) {
    const [one, other] = [await submittedWork(local, count), await submittedWork(local, count)];
    // Each goes first in turn: the service is busier right after the submissions.
    if (round % 2 === 0) times.bare.push(await bare(sdk, one));
    times.ledger.push(await ledgered(client, folder, other));
    if (round % 2 === 1) times.bare.push(await bare(sdk, one));
  }
  const ratios = times.bare.map((seconds, round) => (times.ledger[round] ?? Number.NaN) / seconds);
  const [one, other] = [median(times.bare), median(times.ledger)];
  console.log(
    `${count} approvals, ${parallel} at a time, medians of ${rounds}: SDK ${text(one)}, ledger ${text(other)}`,
  );
  console.log(
    `ratio of medians ${(other / one).toFixed(2)}, median of ratios ${median(ratios).toFixed(2)} (asked: at most 1.3)`,
  );

  const work = await submittedWork(local, limit.count);
  await local.control('limits', limitOf);
  const needed = await ledgered(client, folder, work);
  const ideal = limit.count / limit.requestsPerSecond;
  console.log(`${limit.count} approvals at ${limit.requestsPerSecond} a second: ${text(needed)}, ideal ${text(ideal)}`);
  console.log(`ratio ${(needed / ideal).toFixed(3)} (asked: at most 1.1)`);
  sdk.destroy();
  client.dispose();
}

const limitOf = { requestsPerSecond: limit.requestsPerSecond, burst: limit.burst };

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function text(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

const folder = mkdtempSync(join(tmpdir(), 'mturk-bench-'));
const local = await spawnLocal();
try {
  await reading(folder);
  await sideBySide(local, folder);
} finally {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
}
