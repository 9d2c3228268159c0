/**
 * Excludes the workers of HITs, of a batch, of what matches a filter or of a list from further HITs: they get a qualification, and a HIT
 * definition requires it not to be there.
 */
import { matches } from '../../account/search/match.ts';
import { parseQuery } from '../../account/search/searchQuery.ts';
import { workersOfDeleted } from '../../ledger/exclusions.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRefs, clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { batchesOf } from '../definition/batches.ts';
import { hitsOfBatches, withWork, workersOfHITs } from '../definition/batchWorkers.ts';
import { pickBatch } from '../definition/openBatch.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { readListing } from '../requiredReads.ts';
import { connected, namedHIT, selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { excludeThese } from './exclude.ts';
import { requireInDefinition } from './requireInDefinition.ts';
import { selectWorkers } from './selectWorkers.ts';

const title = 'Exclude Workers of';

type Parts = Operating & Needs<'clipboard' | 'explorer' | 'memory'>;
type Way = 'hits' | 'batch' | 'filter' | 'list';

const ways: readonly Choice<Way>[] = [
  { label: 'HITs…', value: 'hits' },
  { label: 'A batch…', value: 'batch' },
  { label: 'HITs that match a filter…', value: 'filter' },
  { label: 'A list of workers…', detail: 'From known workers, the clipboard or a file', value: 'list' },
];

interface HITsOfWorkers {
  readonly workerIds: readonly string[];
  /** What they worked on, in words; nothing for a list of workers. */
  readonly of?: string;
  /** The HITs that they worked on. */
  readonly hitIds: readonly string[];
  /** Deleted HITs of which no list of workers is left. */
  readonly unreadable: number;
}

export const excludeWorkersOf: Handler<Parts> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const found = await selectedWorkers(workbench, session, clicked, selected);
  if (!found) return;
  const { workerIds, of, hitIds, unreadable } = found;
  const remarks =
    unreadable > 0
      ? [
          `${counted(unreadable, 'deleted HIT')} can no longer be read, so workers who submitted only there are not excluded.`,
        ]
      : [];
  if (workerIds.length === 0)
    throw new CommandError(
      [
        'Couldn’t exclude workers: none were found.',
        ...(remarks.length > 0 ? remarks : ['No work has been submitted there yet.']),
      ].join(' '),
    );
  const excluded = await excludeThese(workbench, session, title, workerIds, { offersRequirement: false, remarks, of });
  if (!excluded) return;
  if (excluded.missing === 0) return requireInDefinition(workbench, session, excluded.type, hitIds);
  await workbench.prompts.warn(
    `No definition was changed, because ${counted(excluded.missing, 'worker')} of ${workerIds.length} still ${excluded.missing === 1 ? 'lacks' : 'lack'} “${excluded.type.name}”. Run Exclude Workers of… again to grant it to them.`,
  );
};

async function selectedWorkers(
  workbench: Parts,
  session: ConnectedSession,
  clicked: unknown,
  selected: unknown,
): Promise<HITsOfWorkers | undefined> {
  if (clickedRows(clicked, selected)) {
    const refs = clickedRefs(workbench, clicked, selected) ?? [];
    const hitIds = new Set(refs.flatMap(ref => (ref.kind === 'hit' ? [ref.hitId] : [])));
    if (hitIds.size === 0) throw new CommandError('Couldn’t exclude workers: no selected row is a HIT.');
    return workersOf(workbench, session, [...hitIds]);
  }
  switch (await workbench.prompts.pick(title, 'Whose workers?', ways)) {
    case 'hits': {
      const hits = await selectHITs(workbench, session, title, undefined, undefined);
      return (
        hits &&
        workersOf(
          workbench,
          session,
          hits.map(({ id }) => id),
        )
      );
    }
    case 'batch':
      return ofBatch(workbench, session);
    case 'filter':
      return ofFilter(workbench, session);
    case 'list': {
      const workerIds = await selectWorkers(workbench, session, title, undefined, undefined);
      return workerIds && { workerIds, hitIds: [], unreadable: 0 };
    }
    default:
      return undefined;
  }
}

/** Everybody who submitted work on any of the HITs, each once. Rejects with MTurkError where one of them can't be read. */
async function workersOf(
  { ledgers }: Needs<'ledgers'>,
  session: ConnectedSession,
  hitIds: readonly string[],
): Promise<HITsOfWorkers> {
  const { workers, gone } = await readWithProgress(
    'Reading who worked on the HITs',
    session,
    (client, { signal, report }) => workersOfHITs({ client }, hitIds, signal, report),
  );
  const deleted = gone.length > 0 ? workersOfDeleted(await (await ledgers.of(session.profile.id)).plans()) : new Map();
  const all = new Set([...workers, ...gone.flatMap((id): readonly string[] => deleted.get(id) ?? [])]);
  return {
    workerIds: [...all],
    of: hitsText(session, hitIds),
    hitIds,
    unreadable: gone.filter(id => !deleted.has(id)).length,
  };
}

/** The same for HITs whose counters were read a moment ago: those without work are not asked for. */
async function workersOfListed(
  workbench: Parts,
  session: ConnectedSession,
  hitIds: readonly string[],
): Promise<HITsOfWorkers> {
  const found = await workersOf(workbench, session, withWork(session.account, hitIds));
  return { ...found, of: hitsText(session, hitIds), hitIds };
}

/** A single HIT by name, several by their number. */
function hitsText({ account }: ConnectedSession, hitIds: readonly string[]): string {
  const [first = ''] = hitIds;
  const hit = hitIds.length === 1 ? account.hit(first) : undefined;
  return hit ? namedHIT(hit) : counted(hitIds.length, 'HIT');
}

async function ofBatch(workbench: Parts, session: ConnectedSession): Promise<HITsOfWorkers | undefined> {
  const { account, profile } = session;
  const batch = await pickBatch(workbench, session, title, undefined);
  if (!batch) return undefined;
  // Other computers may have published HITs of it.
  await withProgress('Reading HITs', () => readListing(account));
  const batches = await batchesOf(await workbench.ledgers.of(profile.id));
  const { id, name } = batch.facts;
  const found = await workersOfListed(workbench, session, hitsOfBatches(account, new Set([id]), batches));
  return { ...found, of: `batch “${name}” (${id})` };
}

async function ofFilter(workbench: Parts, session: ConnectedSession): Promise<HITsOfWorkers | undefined> {
  const { prompts } = workbench;
  const { account } = session;
  const line = await prompts.input({
    title,
    prompt: 'Filter for the HITs, with the syntax of Filter HITs',
    check: text => {
      const parsed = parseQuery(text);
      return parsed.ok ? undefined : parsed.problem;
    },
  });
  const parsed = line === undefined ? undefined : parseQuery(line);
  if (!parsed?.ok) return undefined;
  await withProgress('Reading HITs', () => readListing(account));
  const now = account.now();
  const found = account.hits().filter(hit =>
    matches(parsed.query, {
      hit,
      counts: account.counts(hit),
      assignments: account.assignments(hit.id),
      notes: account.notes.ofHIT(hit.id),
      now,
    }),
  );
  if (found.length === 0)
    throw new CommandError('Couldn’t exclude workers: no HIT matches the filter. Change the filter.');
  return workersOfListed(
    workbench,
    session,
    found.map(({ id }) => id),
  );
}
