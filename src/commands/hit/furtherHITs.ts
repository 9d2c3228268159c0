/** HITs of the same type that are published where a HIT can't be extended to ten assignments. Both prices are shown first. */
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { addCosts, assignmentFee, type Cost, termsOf } from '../../mturk/fees.ts';
import { allSmallSizes, extendedExpiration, furtherCost, mostFurther, roomFor } from '../../mturk/hitExtension.ts';
import type { HIT } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import { CommandError } from '../commandError.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

/** How assignments that don't fit are published. */
type Way = 'small' | 'one' | 'none';

export interface Further {
  readonly hits: ReadonlyMap<string, readonly Operation[]>;
  readonly sizes: readonly number[];
  readonly cost: Cost | undefined;
}

/** All fit, or those that don’t are left out. */
const noFurther: Further = { hits: new Map(), sizes: [], cost: undefined };

interface Wanted {
  readonly count: number;
  readonly span: number;
}

/** Asks how to publish what does not fit; `undefined` when the user walked away. */
export async function chooseFurther(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  items: readonly HIT[],
  wanted: Wanted,
): Promise<Further | undefined> {
  const open = items.filter(({ status }) => status !== 'Disposed');
  const beyond = open.flatMap(hit => {
    const left = wanted.count - roomFor(hit, wanted.count);
    return left > 0 ? [{ hit, left }] : [];
  });
  if (beyond.length === 0) return noFurther;
  if (beyond.length > mostFurther) throw tooMany(beyond.length);
  const sizes = allSmallSizes(beyond.map(({ left }) => left));
  const small = sizes && beyond.map(({ hit }, index) => ({ hit, sizes: sizes[index] ?? [] }));
  const one = beyond.map(({ hit, left }) => ({ hit, sizes: [left] }));
  const way = await workbench.prompts.pick(
    title,
    'A HIT created with fewer than 10 assignments stays below 10. How should the others be published?',
    choices(small, one),
  );
  if (way === undefined) return undefined;
  if (way === 'none') return noFurther;
  const plan = (way === 'small' && small) || one;
  const questions = await readQuestions(
    session,
    plan.map(({ hit }) => hit),
  );
  return {
    hits: new Map(
      plan.map(({ hit, sizes }) => [
        hit.id,
        createOperations(session, hit, sizes, questions.get(hit.id) ?? '', wanted),
      ]),
    ),
    sizes: plan.flatMap(({ sizes }) => sizes),
    cost: costOf(plan),
  };
}

export function furtherOperations({ hits }: Further, { id }: HIT): readonly Operation[] {
  return hits.get(id) ?? [];
}

export function furtherRemarks({ sizes, cost }: Further): string[] {
  if (sizes.length === 0 || !cost) return [];
  return [
    `Publishes ${countText(sizes)} of the same HIT type with the same question, annotation and expiration: ${priceText(cost)} if all are approved. Review policies are not copied.`,
    'Workers who did the first HIT can accept the further ones. Copy Exclusion Requirement keeps them out.',
  ];
}

interface Planned {
  readonly hit: HIT;
  readonly sizes: readonly number[];
}

function tooMany(count: number): CommandError {
  return new CommandError(
    `Couldn’t extend: ${count} further HITs would be needed, and at most ${mostFurther} are published at once. Select fewer HITs.`,
  );
}

function choices(small: readonly Planned[] | undefined, one: readonly Planned[]): Choice<Way>[] {
  const oneIsSmall = one.every(({ sizes: [size = 0] }) => size < 10);
  return [
    ...(small
      ? [
          {
            label: `Publish ${countText(small.flatMap(({ sizes }) => sizes))}`,
            description: priceText(costOf(small)),
            detail: 'At most 9 assignments each, which keeps the fee at 20%.',
            value: 'small' as const,
          },
        ]
      : []),
    ...(oneIsSmall
      ? []
      : [
          {
            label: `Publish ${countText(one.flatMap(({ sizes }) => sizes))}`,
            description: priceText(costOf(one)),
            detail: 'A HIT of 10 or more assignments has a fee of 40%.',
            value: 'one' as const,
          },
        ]),
    { label: 'Add only as many as fit', description: 'no further HITs', value: 'none' },
  ];
}

function countText(sizes: readonly number[]): string {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return `${counted(sizes.length, 'further HIT')} with ${counted(total, 'assignment')}`;
}

function costOf(plan: readonly Planned[]): Cost {
  return addCosts(plan.flatMap(({ hit, sizes }) => furtherCost(hit, sizes)));
}

function priceText({ fees, total }: Cost): string {
  return `${formatDollars(total)}, ${formatDollars(fees)} of it fees`;
}

/** The questions as the service has them now. Throws a {@link CommandError} where one can't be read. */
async function readQuestions({ account }: ConnectedSession, hits: readonly HIT[]): Promise<Map<string, string>> {
  const questions = new Map<string, string>();
  await withProgress('Reading questions', async () => {
    for (const { id } of hits) {
      await account.refreshHIT(id);
      const question = account.question(id);
      if (question) questions.set(id, question);
    }
  });
  const missing = hits.find(({ id }) => !questions.has(id));
  if (missing)
    throw new CommandError(
      `Couldn’t publish further HITs: the question of HIT ${missing.id} can’t be read. Try again.`,
    );
  return questions;
}

function createOperations(
  { account }: ConnectedSession,
  hit: HIT,
  sizes: readonly number[],
  question: string,
  { span }: Wanted,
): Operation[] {
  const now = account.now();
  const expires = extendedExpiration(hit, span, now);
  // An expired HIT that gets no time is published for as long as it was at first.
  const lifetime = expires > now ? expires - now : hit.expires - hit.created;
  return sizes.map(size => ({
    verb: 'createHITWithType',
    input: {
      HITTypeId: hit.typeId,
      MaxAssignments: size,
      LifetimeInSeconds: Math.max(30, Math.min(31_536_000, Math.round(lifetime / 1000))),
      Question: question,
      ...(hit.annotation === '' ? {} : { RequesterAnnotation: hit.annotation }),
    },
    title: hit.title,
    reward: hit.reward,
    fee: assignmentFee({ ...termsOf(hit), maxAssignments: size }),
  }));
}
