/**
 * Keeps the workers of HITs, of a batch, of what a filter finds or of a list out of further HITs: they get a qualification, and a HIT
 * definition requires it not to be there.
 */
import { matches } from '../../account/search/match.ts';
import { parseQuery } from '../../account/search/searchQuery.ts';
import { relativeText } from '../../mturk/times.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRefs, clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { batchesOf } from '../definition/batches.ts';
import { connected, selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { excludeThese } from './exclude.ts';
import { requireInDefinition } from './requireInDefinition.ts';
import { selectWorkers, workersOfHIT } from './selectWorkers.ts';

const title = 'Exclude Workers of';

type Parts = Operating & Needs<'clipboard' | 'explorer' | 'memory'>;
type Way = 'hits' | 'batch' | 'filter' | 'list';

const ways: readonly Choice<Way>[] = [
  { label: 'HITs…', value: 'hits' },
  { label: 'A batch…', value: 'batch' },
  { label: 'HITs that a filter finds…', value: 'filter' },
  { label: 'A list of workers…', detail: 'From known workers, the clipboard or a file', value: 'list' },
];

/** Whom it is about, and the HITs that they worked on. */
interface Meant {
  readonly workerIds: readonly string[];
  readonly hitIds: readonly string[];
}

export const excludeWorkersOf: Handler<Parts> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const meant = await workersMeant(workbench, session, clicked, selected);
  if (!meant) return;
  if (meant.workerIds.length === 0) throw new CommandError(`${title}: nobody has submitted work there yet.`);
  const type = await excludeThese(workbench, session, title, meant.workerIds, { offersRequirement: false });
  if (type) await requireInDefinition(workbench, session, type, meant.hitIds);
};

async function workersMeant(
  workbench: Parts,
  session: ConnectedSession,
  clicked: unknown,
  selected: unknown,
): Promise<Meant | undefined> {
  if (clickedRows(clicked, selected)) {
    const refs = clickedRefs(workbench, clicked, selected) ?? [];
    const hitIds = new Set(refs.flatMap(ref => (ref.kind === 'hit' ? [ref.hitId] : [])));
    if (hitIds.size === 0) throw new CommandError(`${title}: no selected row is a HIT.`);
    return workersOf(session, [...hitIds]);
  }
  switch (await workbench.prompts.pick(title, 'Whose workers?', ways)) {
    case 'hits': {
      const hits = await selectHITs(workbench, session, title, undefined, undefined);
      return (
        hits &&
        workersOf(
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
      return workerIds && { workerIds, hitIds: [] };
    }
    default:
      return undefined;
  }
}

/** Everybody who submitted work on any of the HITs, each once. */
async function workersOf(session: ConnectedSession, hitIds: readonly string[]): Promise<Meant> {
  const workerIds = new Set<string>();
  await withProgress('Reading who worked on the HITs', async ({ signal, report }) => {
    for (const [index, hitId] of hitIds.entries()) {
      signal.throwIfAborted();
      report(index, hitIds.length);
      for (const id of await workersOfHIT(session, hitId)) if (id !== '') workerIds.add(id);
    }
  });
  return { workerIds: [...workerIds], hitIds };
}

async function ofBatch({ ledgers, prompts }: Parts, session: ConnectedSession): Promise<Meant | undefined> {
  const batches = (await batchesOf(await ledgers.of(session.profile.id))).reverse();
  if (batches.length === 0) throw new CommandError(`${title}: this profile has no batches yet.`);
  const batch = await prompts.pick(
    title,
    'Which batch?',
    batches.map(each => ({
      label: each.facts.name,
      description: relativeText(each.begun, Date.now()),
      detail: each.facts.id,
      value: each,
    })),
  );
  return (
    batch &&
    workersOf(
      session,
      batch.hits.flatMap(({ hitId }) => hitId ?? []),
    )
  );
}

async function ofFilter({ prompts }: Parts, session: ConnectedSession): Promise<Meant | undefined> {
  const { account } = session;
  const line = await prompts.input({
    title,
    prompt: 'The filter that finds the HITs, as in Filter HITs',
    check: text => {
      const parsed = parseQuery(text);
      return parsed.ok ? undefined : parsed.problem;
    },
  });
  const parsed = line === undefined ? undefined : parseQuery(line);
  if (!parsed?.ok) return undefined;
  if (account.listing.state === 'never') await account.refreshHITs();
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
  if (found.length === 0) throw new CommandError(`${title}: the filter finds no HIT.`);
  return workersOf(
    session,
    found.map(({ id }) => id),
  );
}
