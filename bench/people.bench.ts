/** What 10,000 workers with three qualifications each cost the Qualifications view, and a pasted list of 5,000 worker IDs. */
import { Qualifications } from '../src/account/qualifications.ts';
import type { Workers } from '../src/account/workerSummaries.ts';
import { MTurkClient } from '../src/mturk/client.ts';
import type { Holding, QualificationType } from '../src/mturk/qualificationType.ts';
import { readWorkerList } from '../src/mturk/workerList.ts';
import { holdingRow, typeRow } from '../src/views/qualifications/qualificationLabels.ts';

const workerCount = 10_000;
const listLength = 5000;
const asked = 200;
const shown = 500;
const typeIds = ['a', 'b', 'c'];

function timed(what: string, job: () => void): void {
  const started = performance.now();
  job();
  console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms (asked: under ${asked} ms)`);
}

const types = new Map(
  typeIds.map((id): [string, QualificationType] => [
    id,
    {
      id,
      name: id,
      description: '',
      keywords: '',
      active: true,
      created: 0,
      requestable: true,
      hasTest: false,
      hasKey: false,
    },
  ]),
);
const held = new Map(
  Array.from({ length: workerCount }, (_, index): [string, Holding[]] => [
    `A1W${index}`,
    typeIds.map(typeId => ({ typeId, workerId: `A1W${index}`, score: index % 100, granted: index })),
  ]),
);
const workers: Pick<Workers, 'types' | 'held'> = { types, held };
const client = new MTurkClient({
  endpoint: 'http://127.0.0.1:9',
  credentials: async () => {
    throw new Error('nothing is sent');
  },
});
const { signal } = new AbortController();
const qualifications = new Qualifications(workers, { client, now: () => 0, signal, changed: () => undefined });

timed(`the types of ${workerCount} workers with ${typeIds.length} qualifications each`, () => {
  for (const type of qualifications.own())
    typeRow(type, { own: true, holders: qualifications.holders(type.id).length, requests: 0 });
});
timed(`the first ${shown} workers of a type`, () => {
  for (const holding of qualifications.holders('a').slice(0, shown)) holdingRow(holding, false, undefined, 1e9);
});
const ids = Array.from({ length: listLength }, (_, index) => `A1WORKER${index}`);
timed(`a pasted list of ${listLength} worker IDs`, () => readWorkerList(ids.join('\n'), id => held.has(id)));
const csv = `HITId,WorkerId\n${ids.map(id => `3HIT,${id}`).join('\n')}`;
timed(`a CSV of ${listLength} worker IDs`, () => readWorkerList(csv, id => held.has(id)));
