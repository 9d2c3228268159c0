/** Publishes a definition: checked, priced, confirmed once, and run through the ledger, so that each row becomes its HITs once. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { hashOf } from '../../definitionEditor/lenses.ts';
import { priceOf, splitPrices } from '../../definitions/price.ts';
import { allHITs, type Publication, publication, type Wanted } from '../../definitions/publishing.ts';
import type { BatchFacts } from '../../ledger/batch.ts';
import { newBatchId } from '../../mturk/batchAnnotation.ts';
import { formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import { spendsRealMoney } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { newTypeId } from '../qualification/grants.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { type Batch, batchesIn } from './batches.ts';
import { saveBatchRecord } from './batchRecord.ts';
import { definitionDocument, definitionName } from './definitionDocument.ts';
import { appliedExclusion, plannedExclusion } from './exclusion.ts';
import { commitAt } from './gitCommit.ts';
import { forgetUnpublished, rememberLaterExclusion } from './laterExclusions.ts';
import { isUnchanged, type ReadyDefinition, readyDefinition } from './readyDefinition.ts';

const noun = ['HIT', 'HITs'] as const;

/** What it takes to publish: `exclude` is remembered. */
export type Publishing = Operating & Needs<'memory'>;

export const publishDefinition: Handler<Publishing> = async (workbench, clicked) => {
  const session = connected(workbench);
  const document = await definitionDocument(clicked);
  await publishedAlone(workbench, session, document.uri, async () => {
    const ready = await readyDefinition(workbench, session, document);
    if (!ready) return;
    const facts = await batchFacts(document, ready);
    await publishHITs(workbench, session, document, ready, facts, () => allHITs(ready.loaded));
  });
};

/** Definitions that are being published in this window, by profile. */
const publishing = new Set<string>();

/** One publication of a definition at a time: what another would publish depends on what this one creates. */
export async function publishedAlone(
  { prompts }: Needs<'prompts'>,
  { profile }: ConnectedSession,
  definition: vscode.Uri,
  publish: () => Promise<void>,
): Promise<void> {
  const key = `${profile.id} ${definition}`;
  if (publishing.has(key)) {
    await prompts.warn(`Can’t publish “${definitionName(definition)}”: another operation on it is in progress.`);
    return;
  }
  publishing.add(key);
  try {
    await publish();
  } finally {
    publishing.delete(key);
  }
}

/**
 * Publishes HITs of a batch, new or there already. `wantedOf` says which, from the batches of the ledger: it is asked again before
 * anything is sent. Answers whether anything was sent.
 */
export async function publishHITs(
  workbench: Publishing,
  session: ConnectedSession,
  document: vscode.TextDocument,
  ready: ReadyDefinition,
  batch: BatchFacts,
  wantedOf: (batches: readonly Batch[]) => readonly Wanted[],
): Promise<boolean> {
  const name = definitionName(document.uri);
  const ledger = await workbench.ledgers.of(session.profile.id);
  const plans = await ledger.plans();
  const batches = batchesIn(plans);
  const wanted = wantedOf(batches);
  const known = batches.filter(({ facts }) => facts.definition === batch.definition);
  const excluding = await plannedExclusion(session, document, ready, batch.id, plans);
  const exclusion = excluding?.exclusion;
  const planned = (typeId: string | null) =>
    publication(ready.loaded, batch.id, wanted, { ...ready.ids, excluding: typeId }, session.ended);
  const { texts, operations } = await planned(exclusion ? exclusion.typeId || newTypeId : null);
  if (operations.length === 0) return false;
  if (await isTooExpensive(workbench, session, ready, operations, name)) return false;
  const object = `${counted(operations.length, 'HIT')} of “${name}”`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Publish',
    object,
    count: operations.length,
    operations: [...(exclusion?.operations ?? []), ...operations],
    texts,
    remarks: [
      ...remarksOn(ready, batch, known, new Set(wanted.map(({ row }) => row)).size),
      ...(excluding?.remarks ?? []),
    ],
    irreversible: false,
    grave: false,
    preview: { label: 'Show HITs', show: () => showHITs(ready, batch, operations) },
  });
  if (!agreed || !(await isUnchanged(workbench, session, document, ready))) return false;
  const isStillWanted = async () => {
    const now = batchesIn(await ledger.plans());
    const isInterrupted = now.some(({ facts, interrupted }) => facts.id === batch.id && interrupted);
    if (!isInterrupted && isDeepStrictEqual(wantedOf(now), wanted)) return true;
    await workbench.prompts.warn(
      `Couldn’t publish ${object}: another window published HITs of this batch meanwhile. No HIT was published. Try again.`,
    );
    return false;
  };
  if (!(await isStillWanted())) return false;
  const words = { title: `Publish ${object}`, verb: 'publish', done: 'Published', noun } as const;
  const next = { label: 'Save Batch Record', run: () => saveBatchRecord(workbench, session, document.uri, batch.id) };
  const excluded = exclusion && (await appliedExclusion(workbench, session, exclusion));
  if (exclusion && !excluded) return false;
  const profileId = session.profile.id;
  const later = excluded &&
    exclusion && {
      batch: batch.id,
      typeId: excluded.typeId,
      name: excluded.name,
      excluded: excluded.batches,
      digest: exclusion.digest,
      refused: [],
      at: session.account.now(),
    };
  if (later) await rememberLaterExclusion(workbench, profileId, later);
  let isStarted = false;
  try {
    const final = excluded && exclusion?.typeId === '' ? await planned(excluded.typeId) : { texts, operations };
    const facts = excluded ? { ...batch, exclusion: excluded } : batch;
    // Granting takes its time.
    if (excluded && !(await isStillWanted())) return false;
    await startPlan(workbench, session, { ...words, next }, final.operations, { texts: final.texts, batch: facts });
    isStarted = true;
  } finally {
    if (later && !isStarted) await forgetUnpublished(workbench, profileId, ledger, later);
  }
  return true;
}

/** What the ledger keeps of a batch: a new one, or one that is there already, by its id. */
export async function batchFacts(
  document: vscode.TextDocument,
  { loaded }: ReadyDefinition,
  id = newBatchId(randomBytes),
): Promise<BatchFacts> {
  const { uri } = document;
  const { data, dataFile, definition, parsed, rowCount } = loaded;
  const commit = uri.scheme === 'file' ? await commitAt(uri.fsPath) : undefined;
  return {
    id,
    name: definitionName(uri),
    definition: uri.toString(),
    definitionHash: hashOf(parsed.text),
    ...(dataFile ? { data: dataFile.path, dataHash: hashOf(dataFile.text) } : {}),
    ...(commit === undefined ? {} : { commit }),
    ...(definition.rules === undefined ? {} : { rules: definition.rules }),
    ...(definition.gold === undefined ? {} : { gold: definition.gold }),
    columns: [...(data?.columns ?? [])],
    rows: rowCount,
  };
}

/** A balance that is not enough stops before the first HIT. */
async function isTooExpensive(
  { prompts }: Needs<'prompts'>,
  { account, profile }: ConnectedSession,
  { loaded }: ReadyDefinition,
  operations: Publication['operations'],
  name: string,
): Promise<boolean> {
  await account.refreshBalance({ afresh: true });
  const { available, onHold } = account.balance;
  const total = totalOf(loaded, operations);
  // A sandbox always has the same balance, and takes nothing from it.
  const counts = onHold !== undefined || spendsRealMoney(profile.environment);
  if (available === undefined || !counts || total === undefined || total <= available) return false;
  await prompts.warn(
    `Couldn’t publish “${name}”: it costs ${formatDollars(total)}, and the balance of profile ${profile.name} is ${formatDollars(available)}. Nothing was sent. Add funds, or publish fewer rows.`,
  );
  return true;
}

function totalOf({ definition }: ReadyDefinition['loaded'], operations: Publication['operations']) {
  const byCount = new Map<number, number>();
  for (const { input } of operations) {
    const count = input.MaxAssignments ?? 1;
    byCount.set(count, (byCount.get(count) ?? 0) + 1);
  }
  const prices = [...byCount].map(([maxAssignments, hits]) =>
    priceOf({ ...definition, maxAssignments, split: undefined }, hits),
  );
  if (prices.some(price => price === undefined)) return undefined;
  return prices.reduce((sum, price) => sum + (price?.cost.total ?? 0), 0) as NonNullable<
    (typeof prices)[number]
  >['cost']['total'];
}

function remarksOn(
  { loaded: { definition } }: ReadyDefinition,
  batch: BatchFacts,
  known: readonly Batch[],
  rows: number,
): string[] {
  const prices = known.some(({ facts }) => facts.id === batch.id) ? undefined : splitPrices(definition, rows);
  const others = known.filter(({ facts }) => facts.id !== batch.id);
  const last = others.at(-1);
  const published = others.reduce((sum, { hits }) => sum + hits.filter(({ hitId }) => hitId !== undefined).length, 0);
  return [
    ...(prices
      ? [
          `Split into HITs of at most ${definition.split ?? 9}: ${formatDollars(prices.split.cost.total)}. In one HIT for each row: ${formatDollars(prices.whole.cost.total)}.`,
        ]
      : []),
    ...(last
      ? [
          `Published from this file before: ${counted(published, 'HIT')} in ${counted(others.length, 'batch', 'batches')}, the last ${relativeText(last.begun, Date.now())}. Publishing now makes another batch.`,
        ]
      : []),
    ...(others.some(({ interrupted }) => interrupted)
      ? ['A batch of this file was interrupted. To continue it, use “Resume Interrupted Operations” instead.']
      : []),
  ];
}

/** Rows of the table; the requests have them all. */
const mostRows = 10_000;

async function showHITs(
  { loaded }: ReadyDefinition,
  batch: BatchFacts,
  operations: Publication['operations'],
): Promise<void> {
  const cell = (text: unknown) =>
    /[",\r\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text);
  const price = (count: number) => priceOf({ ...loaded.definition, maxAssignments: count, split: undefined }, 1)?.cost;
  const lines = operations.slice(0, mostRows).map(({ input, of }) => {
    const cost = price(input.MaxAssignments ?? 1);
    return [
      of.row,
      of.replica,
      input.Title,
      input.MaxAssignments,
      cost && formatDollars(cost.pay),
      cost && formatDollars(cost.fees),
      input.RequesterAnnotation,
      ...of.cells,
    ]
      .map(each => cell(each ?? ''))
      .join(',');
  });
  const header = ['Row', 'HIT of row', 'Title', 'Assignments', 'Rewards', 'Fees', 'Annotation', ...batch.columns]
    .map(cell)
    .join(',');
  const content = [header, ...lines].join('\n');
  const document = await vscode.workspace.openTextDocument({ language: 'csv', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
