/**
 * Results and decisions with 6,000 odd headings, beside as many cells under 60 headings: what grows faster than the cells do shows
 * as a factor. Processor time, medians. `npm run bench -- columns [rounds]`.
 */
import { readDecisions } from '../src/files/decisions.ts';
import { Collection } from '../src/files/export/collection.ts';
import { factColumnNames } from '../src/files/export/resultTable.ts';
import { type ResultFormat, resultFormats, writeResults } from '../src/files/export/writeResults.ts';
import { rowOf, writeDecisions } from '../src/files/writing.ts';
import type { AnsweredAssignment, HIT } from '../src/mturk/model.ts';
import { assignmentOf, hitOf, origin } from '../test/support/decisions.ts';
import { median, report, words } from './support/measure.ts';

const rounds = Number(process.argv[2] ?? 7);
const limit = 4;
const wide = { headings: 6_000, rows: 30 };
const narrow = { headings: 60, rows: 3_000 };

interface Work {
  readonly hit: HIT;
  readonly assignments: readonly AnsweredAssignment[];
}

/** Names as pages make them: long ones that begin alike, marks of CSV, formulas, letters of all kinds. */
function heading(index: number): string {
  const odd = ['', ', "quoted"', '=1+', 'é\u{1F600}', '\n', ' ', '|', '[0][text]'];
  return `${'page.section.question.'.repeat(4)}${odd[index % odd.length]}${index}`;
}

function workOf({ headings, rows }: typeof wide): Work {
  const hit = hitOf('3HIT', {});
  const answers = Object.fromEntries(Array.from({ length: headings }, (_, index) => [heading(index), `a ${index}`]));
  const assignments = Array.from({ length: rows }, (_, index) =>
    assignmentOf(`3A${index}`, answers, { hitId: hit.id }),
  );
  return { hit, assignments };
}

/** ms of the processor. */
async function spent(job: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function exported({ hit, assignments }: Work, format: ResultFormat): Promise<void> {
  const collection = await Collection.open({
    now: 0,
    names: format === 'amazon' ? 'amazon' : format === 'jsonl' ? 'none' : 'table',
    onlyApproved: false,
  });
  collection.addHITs([hit]);
  collection.add(
    hit.id,
    assignments.map(assignment => ({ assignment })),
  );
  let bytes = 0;
  await writeResults(
    collection,
    piece => {
      bytes += piece.length;
    },
    {
      format,
      columns: new Set([...factColumnNames, 'inputs', 'answers']),
      origin,
      amazon: { utcForAutoApproved: true, guard: true },
    },
    async () => undefined,
  );
  await collection.dispose();
  if (bytes < 10_000) throw new Error('the export is not whole');
}

async function decided({ hit, assignments }: Work): Promise<void> {
  const rows = assignments.map(assignment => ({ ...rowOf({ hit, assignment }), decided: { Approve: 'x' } }));
  const { text } = writeDecisions('csv', rows, origin);
  if (readDecisions(text)?.decisions.length !== rows.length) throw new Error('the decisions are not whole');
}

async function compare(name: string, job: (work: Work) => Promise<void>): Promise<void> {
  const works = { wide: workOf(wide), narrow: workOf(narrow) };
  const times: Record<keyof typeof works, number[]> = { wide: [], narrow: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const kind of ['narrow', 'wide'] as const) times[kind].push(await spent(() => job(works[kind])));
  const factor = median(times.wide) / median(times.narrow);
  report(`${name}: 6,000 headings`, words(times.wide));
  report(`${name}: 60 headings, as many cells`, words(times.narrow));
  report(`${name}: times as long`, factor.toFixed(2), { words: `under ${limit}`, met: factor < limit });
}

for (const format of resultFormats) await compare(`results as ${format}`, work => exported(work, format));
await compare('decisions, written and read', decided);
