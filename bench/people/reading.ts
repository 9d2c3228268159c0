/** What reading them costs, what is kept in memory, and how soon rows and pages are there once they were read. */
import { Account } from '../../src/account/account.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import { readWorkerList } from '../../src/mturk/workerList.ts';
import { holdingRow, typeRow } from '../../src/views/qualifications/qualificationLabels.ts';
import { spawnLocal } from '../../test/support/local.ts';
import { heap, megabytes, milliseconds, type Report } from '../explorer/listing.ts';
import { median } from '../support/measure.ts';
import { size } from './data.ts';

const listLength = 5000;
/** Rows of a section until more are asked for. */
const shown = 500;
const rounds = 5;
const asked = '< 200 ms';

export async function measureReading(file: string, report: Report): Promise<void> {
  const local = await spawnLocal({ args: ['--data', file] });
  const { endpoint, accessKeyId, secretAccessKey } = local;
  const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  try {
    // The SDK is loaded, and the connection is there.
    await client.call('GetAccountBalance', {});
    const before = heap();
    const account = new Account({ client, now: Date.now });
    const started = performance.now();
    await account.workers.refresh();
    report('everybody and what they have, read', `${((performance.now() - started) / 1000).toFixed(2)} s`);
    if (account.workers.held.size !== size.workers) throw new Error(`read ${account.workers.held.size} workers`);
    report('heap of it', megabytes(heap() - before), '< 80 MB');
    const qualifications = await account.people.qualifications();
    const [first] = qualifications.own();
    if (!first) throw new Error('there are types');
    await qualifications.read(first.id);
    const row = () => {
      for (const type of qualifications.own())
        typeRow(type, { own: true, holders: qualifications.holders(type.id).length, requests: 0 });
      for (const holding of qualifications.holders(first.id).slice(0, shown))
        holdingRow(holding, false, undefined, Date.now());
    };
    report('rows of the types and of the first 500 workers of one', once(row), asked);
    report('the same, median', again(row), asked);
    report(
      'the workers of the Workers view',
      again(() => account.workers.summaries(account.works(), id => account.hit(id))),
      asked,
    );
    report('heap with all of it', megabytes(heap() - before), '< 80 MB');

    const ids = Array.from({ length: listLength }, (_, index) => `A1WORKER${index}`);
    const isKnown = (id: string) => account.workers.isKnown(id);
    report(
      `a pasted list of ${listLength} worker IDs`,
      again(() => readWorkerList(ids.join('\n'), isKnown)),
      asked,
    );
    const csv = `HITId,WorkerId\n${ids.map(id => `3HIT,${id}`).join('\n')}`;
    report(
      `a CSV of ${listLength} worker IDs`,
      again(() => readWorkerList(csv, isKnown)),
      asked,
    );
    account.dispose();
  } finally {
    client.dispose();
    await local.stop();
  }
}

function once(work: () => unknown): string {
  const started = performance.now();
  work();
  return milliseconds(performance.now() - started);
}

function again(work: () => unknown): string {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    work();
    taken.push(performance.now() - started);
  }
  return milliseconds(median(taken));
}
