/** Listing a big account behind a latency: the account, beside a plain loop over the pages as a script has it. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ListHITsCommand, MTurkClient as SdkClient } from '@aws-sdk/client-mturk';
import { Account } from '../../src/account/account.ts';
import { factsOf } from '../../src/account/facts.ts';
import { groupHITs, groupings, sortHITs, sortings } from '../../src/account/search/arrangeHITs.ts';
import { matches } from '../../src/account/search/match.ts';
import { parseQuery } from '../../src/account/search/searchQuery.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import { StateFiles } from '../../src/profiles/stateFiles.ts';
import { type Local, spawnLocal } from '../../test/support/local.ts';
import { slowLine } from '../../test/support/slowLine.ts';
import { size, withCopy } from './data.ts';

const latency = 40;
const rounds = 3;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export type Report = (what: string, value: string, wanted?: string) => void;

export async function measureListing(report: Report): Promise<void> {
  await withCopy(async file => {
    const local = await spawnLocal({ args: ['--data', file] });
    const line = await slowLine(local.endpoint, latency);
    try {
      await measure({ ...local, endpoint: line.endpoint }, `${file}.states`, report);
    } finally {
      await line.close();
      await local.stop();
    }
  });
}

async function measure(local: Local, folder: string, report: Report): Promise<void> {
  // Side by side and in turns: what else the machine does meets both.
  const loops: number[] = [];
  const listings: number[] = [];
  const firsts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    loops.push(await loopOver(local, 100));
    const { account, first, all } = await list(local);
    listings.push(all);
    firsts.push(first.milliseconds);
    if (round === 0) report('requests before the first rows', String(first.calls), '1');
    account.dispose();
  }
  const loop = median(loops);
  report('plain loop, 100 a page', seconds(loop));
  report('the account, everything listed', seconds(median(listings)));
  report('ratio', (median(listings) / loop).toFixed(2), '≤ 1.10');
  report('first rows', milliseconds(median(firsts)));
  report('plain loop, default page size', seconds(await loopOver(local)));
  await measureUse(local, folder, report);
}

async function measureUse(local: Local, folder: string, report: Report): Promise<void> {
  const before = heap();
  const kept = { file: new StateFiles(folder).of('bench'), identity: 'bench' };
  const { account } = await list(local, kept);
  report('heap of the listing', megabytes(heap() - before));
  const started = performance.now();
  await account.refreshReview();
  report('what waits for review, all of it', seconds(performance.now() - started));
  const waiting = [...account.works()].flat().length;
  report('heap with it', megabytes(heap() - before), '< 80 MB');
  report('submitted assignments found', String(waiting), String((size.hits / size.waitingEvery) * 5));
  for (const { id } of account.hits().slice(0, 500)) await account.open(id);
  report('heap after opening 500 HITs', megabytes(heap() - before), '< 80 MB');

  const told: string[] = [];
  const listening = account.onChange(({ hits }) => {
    told.push(...hits);
  });
  await account.refreshHITs();
  report('rows told of when nothing changed', String(told.length), '0');
  for (const [index, hit] of account
    .hits()
    .filter(({ available }) => available > 0)
    .slice(0, 50)
    .entries())
    await local.control('accept', { HITId: hit.id, WorkerId: `ABENCH${index}` });
  await account.refreshHITs();
  listening.dispose();
  report('rows told of when 50 changed', String(told.length), '50');

  const facts = factsOf(account);
  const hits = account.hits();
  const now = account.now();
  for (const sorting of sortings)
    report(`sort by ${sorting}`, await times(() => sortHITs(hits, sorting, facts, now)), '< 100 ms');
  for (const grouping of groupings)
    report(`group by ${grouping}`, await times(() => groupHITs(hits, grouping, facts)), '< 100 ms');
  const line = 'status:reviewable reward>0.2 -"pilot" worker:A000 birds';
  const parsed = parseQuery(line);
  const query = parsed.ok ? parsed.query : [];
  const found = () =>
    hits.filter(hit =>
      matches(query, {
        hit,
        counts: account.counts(hit),
        assignments: account.assignments(hit.id),
        notes: account.notes.ofHIT(hit.id),
        now,
      }),
    );
  report(`filter ${line}`, await times(found), '< 100 ms');

  const saving = performance.now();
  await account.save();
  report('keep on disk', milliseconds(performance.now() - saving));
  account.dispose();
  const again = new Account({ client: clientOf(local), now: Date.now, kept });
  const restoring = performance.now();
  await again.restore();
  report('show what was kept', milliseconds(performance.now() - restoring));
  again.dispose();
}

async function list(local: Local, kept?: ConstructorParameters<typeof Account>[0]['kept']) {
  let calls = 0;
  const client = clientOf(local, () => {
    calls += 1;
  });
  // The SDK is loaded, and the connection is there, as when a script's loop starts.
  await client.call('GetAccountBalance', {});
  calls = 0;
  const account = new Account({ client, now: Date.now, ...(kept ? { kept } : {}) });
  const started = performance.now();
  let first: { calls: number; milliseconds: number } | undefined;
  const listening = account.onChange(({ hits }) => {
    if (hits.size > 0) first ??= { calls, milliseconds: performance.now() - started };
  });
  await account.refreshHITs();
  const all = performance.now() - started;
  listening.dispose();
  if (!first || account.size !== size.hits) throw new Error(`listed ${account.size} HITs`);
  return { account, first, all };
}

/** As scripts do it: page after page until there is no token. */
async function loopOver(local: Local, pageSize?: number): Promise<number> {
  const { endpoint, accessKeyId, secretAccessKey } = local;
  const client = new SdkClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId, secretAccessKey } });
  const page = (NextToken?: string) =>
    client.send(
      new ListHITsCommand({ ...(pageSize ? { MaxResults: pageSize } : {}), ...(NextToken ? { NextToken } : {}) }),
    );
  await client.send(new ListHITsCommand({ MaxResults: 1 }));
  const started = performance.now();
  const hits = [];
  let token: string | undefined;
  do {
    const { HITs = [], NextToken } = await page(token);
    hits.push(...HITs);
    token = HITs.length > 0 ? NextToken : undefined;
  } while (token);
  const took = performance.now() - started;
  client.destroy();
  if (hits.length !== size.hits) throw new Error(`the loop found ${hits.length} HITs`);
  return took;
}

function clientOf({ endpoint, accessKeyId, secretAccessKey }: Local, onCall?: () => void): MTurkClient {
  return new MTurkClient({
    endpoint,
    credentials: async () => ({ accessKeyId, secretAccessKey }),
    ...(onCall ? { onCall } : {}),
  });
}

async function times(work: () => unknown): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    work();
    taken.push(performance.now() - started);
  }
  return milliseconds(median(taken));
}

export function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(2)} s`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
