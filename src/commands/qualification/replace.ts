/**
 * Replaces a qualification type whose name or keywords change: creates another, grants it to the same workers with their scores and sets
 * the first inactive. The ledger has what is replaced by what, so that an interrupted replacement can be finished.
 */
import { type Caller, readsUntil } from '../../ledger/caller.ts';
import { holdersOf } from '../../ledger/exclusions.ts';
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import { isDone } from '../../ledger/outcome.ts';
import { counted } from '../../mturk/plurals.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { readWithProgress } from '../readWithProgress.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import { createTypeQuietly } from './create.ts';
import { newTypeId, scoreGrants } from './grants.ts';
import { type OldType, retirement, retirementRemark } from './retirement.ts';

type Creation = OperationOf<'createQualificationType'>;
/** Workers and their scores. */
type Holders = ReadonlyMap<string, number | undefined>;

const noun = ['qualification type', 'qualification types'] as const;
/** How often the holders are read again: some may get the old type while the new one is granted. */
const mostRounds = 3;

/** Confirms, creates the type and does all the rest. */
export async function replaceType(
  workbench: Operating,
  session: ConnectedSession,
  creation: Creation,
  old: OldType,
): Promise<void> {
  const holders = await readWithProgress('Reading workers', session, client => holdersOf(client, old.typeId));
  const create: Creation = { ...creation, replaces: { typeId: old.typeId, name: old.name } };
  const agreed = await confirmed(workbench, session, {
    verb: 'Replace',
    object: `qualification type “${old.name}” with “${creation.name}”`,
    count: 1,
    operations: [create, ...scoreGrants(newTypeId, holders), retirement(old)],
    remarks: [
      `“${creation.name}” is created, and granted to ${counted(holders.size, 'worker')} with the scores of “${old.name}”, without a message.`,
      retirementRemark(old),
      'The name and the keywords of the new type can’t be changed later.',
    ],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return;
  const id = await createTypeQuietly(workbench, session, create);
  if (id !== undefined) await grantAndRetire(workbench, session, { id, name: creation.name }, old);
}

/** Confirms and does what is left of a replacement. */
export async function finishReplacement(
  workbench: Operating,
  session: ConnectedSession,
  type: { readonly id: string; readonly name: string },
  old: OldType,
): Promise<void> {
  const missing = await readWithProgress('Reading workers', session, client =>
    missingHolders(client, type.id, old.typeId),
  );
  const agreed = await confirmed(workbench, session, {
    verb: 'Replace',
    object: `qualification type “${old.name}” with “${type.name}”`,
    count: 1,
    operations: [...scoreGrants(type.id, missing), retirement(old)],
    remarks: [
      `“${type.name}” was created already. It is granted to ${counted(missing.size, 'worker')} with the scores of “${old.name}”, without a message.`,
      retirementRemark(old),
    ],
    irreversible: false,
    grave: false,
  });
  if (agreed) await grantAndRetire(workbench, session, type, old);
}

async function grantAndRetire(
  workbench: Operating,
  session: ConnectedSession,
  { id, name }: { readonly id: string; readonly name: string },
  old: OldType,
): Promise<void> {
  // Once it is confirmed, what is left undone is reported, also after a switch of the profile.
  const client = readsUntil(session.account.client, AbortSignal.any([]));
  for (let round = 0; round < mostRounds; round += 1) {
    const missing = await missingHolders(client, id, old.typeId);
    if (missing.size === 0) break;
    const { outcomes } = await startPlan(
      workbench,
      session,
      { title: `Grant “${name}”`, verb: 'grant', done: 'Granted to', noun: ['worker', 'workers'], quiet: true },
      scoreGrants(id, missing),
    );
    const left = outcomes.filter(outcome => !isDone(outcome)).length;
    if (left === 0) continue;
    await workbench.prompts.warn(
      `“${name}” was created, but ${counted(left, 'worker')} of “${old.name}” still ${left === 1 ? 'lacks' : 'lack'} it, so “${old.name}” stays ${old.isActive ? 'active' : 'inactive'}. Publish the file again to finish.`,
    );
    return;
  }
  await startPlan(
    workbench,
    session,
    { title: `Replace “${old.name}” with “${name}”`, verb: 'replace', done: 'Replaced', noun },
    [retirement(old)],
  );
}

/** Who holds the old type and neither holds the new one nor had it revoked. Rejects with MTurkError. */
async function missingHolders(client: Caller, id: string, oldId: string): Promise<Holders> {
  const missing = new Map(await holdersOf(client, oldId));
  for (const status of ['Granted', 'Revoked'] as const)
    for (const worker of (await holdersOf(client, id, status)).keys()) missing.delete(worker);
  return missing;
}
