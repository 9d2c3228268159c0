/** Whether lists stay fast: the same calls on a small database and on one a hundred times as large, in turn. */
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltDatabase, buildDatabase } from './support/database.ts';
import { median, report, timed, words } from './support/measure.ts';
import { ask, memory, start } from './support/service.ts';

const rounds = 41;
const ratioLimit = 2;
const memoryLimit = 200;

interface Side {
  readonly name: string;
  readonly built: BuiltDatabase;
  readonly local: Awaited<ReturnType<typeof start>>;
  readonly taken: Map<string, number[]>;
  peak: number;
}

const folder = await mkdtemp(join(tmpdir(), 'mturk-bench-'));

async function open(name: string, hits: number): Promise<Side> {
  const file = join(folder, `${name}.db`);
  let built: BuiltDatabase | undefined;
  const building = await timed(async () => {
    built = buildDatabase(file, hits, Date.now());
  });
  if (!built) throw new Error('nothing was built');
  let local: Side['local'] | undefined;
  const ready = await timed(async () => {
    local = await start('--data', file);
  });
  if (!local) throw new Error('nothing was started');
  report(
    `${name}: ${hits} HITs, ${built.assignments} assignments, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`,
    `built in ${(building / 1000).toFixed(1)} s, ready in ${ready.toFixed(0)} ms`,
  );
  return { name, built, local, taken: new Map(), peak: 0 };
}

/** A call and what it is named; each round of it is on another part of the database. */
type Call = (side: Side, round: number) => Promise<unknown>;

const tokens = new Map<Side, string>();
const pick = ({ built }: Side, round: number): string => built.largeHITs[(round * 7919) % built.largeHITs.length] ?? '';

const calls: Readonly<Record<string, Call>> = {
  'ListHITs of 100': ({ local }) => ask(local, 'ListHITs', { MaxResults: 100 }),
  'ListHITs of 100, page after page': async (side, round) => {
    const NextToken = round % 8 === 0 ? undefined : tokens.get(side);
    const { NextToken: next } = JSON.parse(await ask(side.local, 'ListHITs', { MaxResults: 100, NextToken })) as {
      NextToken: string;
    };
    tokens.set(side, next);
  },
  'ListReviewableHITs of 100': ({ local }) => ask(local, 'ListReviewableHITs', { MaxResults: 100 }),
  'ListAssignmentsForHIT of 100': (side, round) =>
    ask(side.local, 'ListAssignmentsForHIT', { HITId: pick(side, round), MaxResults: 100 }),
  'ListAssignmentsForHIT, Submitted': (side, round) =>
    ask(side.local, 'ListAssignmentsForHIT', {
      HITId: pick(side, round),
      MaxResults: 100,
      AssignmentStatuses: ['Submitted'],
    }),
  GetHIT: (side, round) => ask(side.local, 'GetHIT', { HITId: pick(side, round) }),
  'ListBonusPayments of none': (side, round) => ask(side.local, 'ListBonusPayments', { HITId: pick(side, round) }),
};

const sides: Side[] = [];
try {
  sides.push(await open('small', 1000), await open('large', 100_000));
  for (let round = 0; round < rounds; round++)
    for (const [name, call] of Object.entries(calls))
      for (const side of sides) {
        const time = await timed(() => call(side, round));
        side.taken.set(name, [...(side.taken.get(name) ?? []), time]);
        side.peak = Math.max(side.peak, memory(side.local));
      }
  const [small, large] = sides;
  for (const name of Object.keys(calls)) {
    const [few = [], many = []] = [small?.taken.get(name), large?.taken.get(name)];
    const ratio = median(many) / median(few);
    report(`${name}`, `${words(few)} small, ${words(many)} large, ${ratio.toFixed(2)} times`, {
      words: `within ${ratioLimit} times`,
      met: ratio <= ratioLimit,
    });
  }
  for (const { name, peak } of sides)
    report(`memory, ${name}`, `${peak.toFixed(0)} MB`, {
      words: `under ${memoryLimit} MB`,
      met: peak < memoryLimit,
    });
} finally {
  for (const { local } of sides) await local.stop();
  await rm(folder, { recursive: true, force: true });
}
