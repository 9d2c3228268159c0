/** Batches that exclude the workers of others: who submits to those later gets the qualification too. Remembered for each profile. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Ledger } from '../../ledger/ledger.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Needs } from '../workbench.ts';
import { batchesOf } from './batches.ts';

const laterExclusion = v.object({
  /** The batch whose HITs require the qualification not to be there. */
  batch: v.string(),
  typeId: v.string(),
  name: v.string(),
  /** Batches whose workers get it. */
  excluded: v.array(v.string()),
  /** Of what had been submitted to them when their workers were read last. */
  digest: v.string(),
  /** Workers to whom the service refuses it. */
  refused: v.array(v.string()),
  /** When the batch was about to be published, by the clock of the account. */
  at: v.optional(v.number()),
});

export type LaterExclusion = Readonly<v.InferOutput<typeof laterExclusion>>;

const mostRemembered = 500;
const keyOf = (profileId: string) => `${storageKeys.laterExclusionsPrefix}${profileId}`;
const isSame = (one: LaterExclusion, other: LaterExclusion) => one.batch === other.batch && one.typeId === other.typeId;

/** Those of a profile, oldest first. */
export function laterExclusionsOf({ memory }: Needs<'memory'>, profileId: string): LaterExclusion[] {
  const stored = memory.get<unknown>(keyOf(profileId));
  return (Array.isArray(stored) ? stored : []).flatMap(each => {
    const read = v.safeParse(laterExclusion, each);
    return read.success ? [read.output] : [];
  });
}

/** Remembers one, in place of an earlier one of its batch and type. */
export async function rememberLaterExclusion(
  workbench: Needs<'memory'>,
  profileId: string,
  exclusion: LaterExclusion,
): Promise<void> {
  const all = laterExclusionsOf(workbench, profileId);
  const at = all.findIndex(each => isSame(each, exclusion));
  const next = at < 0 ? [...all, exclusion] : all.with(at, exclusion);
  await workbench.memory.update(keyOf(profileId), next.slice(-mostRemembered));
}

/**
 * Replaces one by how it stands now, or forgets it. Returns false, and changes nothing, if it is no longer stored as it was read:
 * it was changed or forgotten meanwhile.
 */
export async function changeLaterExclusion(
  workbench: Needs<'memory'>,
  profileId: string,
  before: LaterExclusion,
  after?: LaterExclusion,
): Promise<boolean> {
  const all = laterExclusionsOf(workbench, profileId);
  const at = all.findIndex(each => isDeepStrictEqual(each, before));
  if (at < 0) return false;
  await workbench.memory.update(keyOf(profileId), all.toSpliced(at, 1, ...(after ? [after] : [])));
  return true;
}

/** Forgets one whose batch was not published after all: nobody would ever see what its workers are excluded from. */
export async function forgetUnpublished(
  workbench: Needs<'memory'>,
  profileId: string,
  ledger: Pick<Ledger, 'plans'>,
  exclusion: LaterExclusion,
): Promise<void> {
  // A ledger that can't be read proves nothing.
  const batches = await batchesOf(ledger).catch(() => undefined);
  if (!batches?.every(({ facts }) => facts.id !== exclusion.batch)) return;
  const others = laterExclusionsOf(workbench, profileId).filter(each => !isSame(each, exclusion));
  await workbench.memory.update(keyOf(profileId), others);
}
