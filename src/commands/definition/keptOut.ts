/** Batches that keep the workers of others out: who submits to those later gets the qualification too, while a session runs. */
import * as v from 'valibot';
import { holdersAmong, isThere } from '../../ledger/exclusions.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import { storageKeys } from '../../storageKeys.ts';
import { readReadOnlyProfiles } from '../../ui/readSettings.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { batchesOf } from './batches.ts';
import { hitsOfBatches, submittedTo, workersOfHITs } from './batchWorkers.ts';
import type { Exclusion } from './excludedBatches.ts';
import { excludeWorkersBy } from './exclusion.ts';

const remembered = v.object({
  /** The batch whose HITs require the qualification not to be there. */
  of: v.string(),
  typeId: v.string(),
  name: v.string(),
  /** Whose workers get it. */
  batches: v.array(v.string()),
  /** How much had been submitted to them at the last round. */
  seen: v.number(),
});

type KeptOut = v.InferOutput<typeof remembered>;

const mostRemembered = 200;
const keyOf = (profileId: string) => `${storageKeys.keptOutPrefix}${profileId}`;

export function keptOutOf({ memory }: Needs<'memory'>, profileId: string): KeptOut[] {
  const read = v.safeParse(v.array(remembered), memory.get(keyOf(profileId)));
  return read.success ? read.output : [];
}

/** From now on the workers of these batches are kept out of another one. */
export async function keepOut(
  workbench: Needs<'memory'>,
  session: ConnectedSession,
  of: string,
  { typeId, name, batches }: Exclusion,
): Promise<void> {
  const added = { of, typeId, name, batches: [...batches], seen: submittedToBatches(session, batches) };
  const others = keptOutOf(workbench, session.profile.id).filter(each => each.of !== of || each.typeId !== typeId);
  await workbench.memory.update(keyOf(session.profile.id), [...others, added].slice(-mostRemembered));
}

function submittedToBatches(session: ConnectedSession, batches: readonly string[]): number {
  const ids = new Set(batches);
  return session.account
    .hits()
    .filter(hit => ids.has(originOf(hit.annotation)?.batch ?? ''))
    .reduce((sum, hit) => sum + submittedTo(session, hit), 0);
}

const rounds = new WeakMap<object, Promise<void>>();

/** Excludes who submitted meanwhile. One round at a time for each account. Rejects with MTurkError. */
export async function updateKeptOut(workbench: Operating & Needs<'memory'>, session: ConnectedSession): Promise<void> {
  const { account } = session;
  const before = rounds.get(account);
  if (before) return before;
  const round = updateRound(workbench, session).finally(() => rounds.delete(account));
  rounds.set(account, round);
  return round;
}

async function updateRound(workbench: Operating & Needs<'memory'>, session: ConnectedSession): Promise<void> {
  const { account, profile, ended } = session;
  if (ended.aborted || readReadOnlyProfiles().has(profile.name)) return;
  const open = new Set(account.hits().map(({ annotation }) => originOf(annotation)?.batch));
  const batches = await batchesOf(await workbench.ledgers.of(profile.id));
  for (const each of keptOutOf(workbench, profile.id)) {
    const seen = submittedToBatches(session, each.batches);
    // Without HITs, and none to come, there is nothing that anybody could be kept out of.
    const isOpen = open.has(each.of) || batches.some(({ facts, interrupted }) => facts.id === each.of && interrupted);
    const isOver = !isOpen || (seen !== each.seen && !(await isThere(account.client, each.typeId)));
    if (!isOver && seen !== each.seen) {
      const hitIds = hitsOfBatches(session, new Set(each.batches), batches);
      const took = [...(await workersOfHITs(session, hitIds, ended))];
      const holders = await holdersAmong(account.client, each.typeId, took);
      const left = await excludeWorkersBy(
        workbench,
        session,
        each.typeId,
        took.filter(id => !holders.has(id)),
      );
      // Those who did not get it are looked at again in the next round.
      if (left > 0) continue;
    }
    const others = keptOutOf(workbench, profile.id).filter(
      other => other.of !== each.of || other.typeId !== each.typeId,
    );
    await workbench.memory.update(keyOf(profile.id), isOver ? others : [...others, { ...each, seen }]);
  }
}
