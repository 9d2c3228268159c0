/** `exclude` at publishing: the workers of other batches get a qualification that the new HITs require not to be there. */
import type * as vscode from 'vscode';
import { uriOf } from '../../definitionEditor/workspaceFiles.ts';
import type { Caller } from '../../ledger/caller.ts';
import { holdersOf, isThere, ownTypes, revokedIn, standingsAmong, workersOfDeleted } from '../../ledger/exclusions.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { isDone, type Outcome } from '../../ledger/outcome.ts';
import type { Plan } from '../../ledger/planState.ts';
import { cancelled, type MTurkError } from '../../mturk/errors.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Progress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { createTypeQuietly } from '../qualification/create.ts';
import { grants, newTypeId } from '../qualification/grants.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { readListing } from '../requiredReads.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import { batchesIn } from './batches.ts';
import { batchIdOf, digestOf, hitsOfBatches, submissionsTo, withWork, workersOfHITs } from './batchWorkers.ts';
import { type Exclusion, excludedBatches, typesOfWorkers, usableExclusion } from './excludedBatches.ts';
import { exclusionRemarks } from './exclusionRemarks.ts';
import type { ReadyDefinition } from './readyDefinition.ts';

/** Neutral words: workers see the names of their qualifications. A batch whose excluded batches change gets another type. */
function freeName(batch: string, taken: ReadonlySet<string>): string {
  let name = `Took part before (${batch})`;
  for (let number = 2; taken.has(name); number += 1) name = `Took part before (${batch}, ${number})`;
  return name;
}
const description = 'Marks workers who took part in earlier work of this requester.';

/** What is to be done before the HITs are created. */
export interface PlannedExclusion {
  /** Empty where the type is created first. */
  readonly typeId: string;
  readonly name: string;
  readonly batches: readonly string[];
  readonly operations: readonly Operation[];
  /** Who does not have it yet. */
  readonly workers: readonly string[];
  /** Of what had been submitted before the workers were read: what comes after it is not in `workers`. */
  readonly digest: string;
}

/**
 * Reads who took part, and who of them has the qualification already. `undefined` where the definition excludes nobody. `plans`: all of
 * the ledger. Rejects with {@link CommandError} for a batch that nobody knows, and with MTurkError, also when it is cancelled.
 */
export async function plannedExclusion(
  session: ConnectedSession,
  document: vscode.TextDocument,
  { loaded: { definition } }: ReadyDefinition,
  own: string,
  plans: readonly Plan[],
): Promise<{ readonly exclusion?: PlannedExclusion; readonly remarks: readonly string[] } | undefined> {
  const { account, profile } = session;
  if (definition.exclude.length === 0) return undefined;
  const { uri } = document;
  const batches = batchesIn(plans);
  const wanted = excludedBatches(definition.exclude, batches, own, path => uriOf(uri, path).toString());
  return readWithProgress('Reading who took part before', session, async (client, progress) => {
    // What was submitted a moment ago counts.
    await readListing(account);
    const listed = new Set(account.hits().map(batchIdOf));
    const unknown = wanted.foreign.find(id => !listed.has(id));
    if (unknown !== undefined)
      throw new CommandError(
        `Couldn’t publish: profile ${profile.name} has no batch ${unknown}, which “exclude” names. Correct its ID. Nothing was sent.`,
      );
    const ids = new Set(wanted.ids);
    const facts = { profile: profile.name, batches: ids.size, unpublished: wanted.unpublished };
    if (ids.size === 0) return { remarks: exclusionRemarks(facts) };
    const digest = digestOf(submissionsTo(account, ids));
    const hitIds = withWork(account, hitsOfBatches(account, ids, batches));
    const { took, unreadable } = await everybodyOf(client, ids, hitIds, plans, progress);
    const before = usableExclusion(batches, uri.toString(), wanted.ids);
    const type = before && (await isThere(client, before.typeId)) ? before : undefined;
    const { holders, revoked } = await standingsOf(client, type, [...took], plans);
    const name = type?.name ?? freeName(own, new Set((await ownTypes(client)).map(each => each.name)));
    if (progress.signal.aborted) throw cancelled('ListAssignmentsForHIT');
    const workers = [...took].filter(id => !holders.has(id) && !revoked.has(id));
    const typeId = type?.typeId ?? '';
    const operations: Operation[] = [
      ...(type ? [] : [{ verb: 'createQualificationType', name, description } as const]),
      ...grants(typeId || newTypeId, workers),
    ];
    return {
      exclusion: { typeId, name, batches: wanted.ids, workers, digest, operations },
      remarks: exclusionRemarks({
        ...facts,
        name,
        excluded: took.size - revoked.size,
        granted: workers.length,
        revoked: revoked.size,
        unreadable: unreadable.length,
      }),
    };
  });
}

/** Everybody who took part, and the HITs that are gone without any record of their workers. */
async function everybodyOf(
  client: Caller,
  batchIds: ReadonlySet<string>,
  hitIds: readonly string[],
  plans: readonly Plan[],
  { signal, report }: Progress,
): Promise<{ readonly took: ReadonlySet<string>; readonly unreadable: readonly string[] }> {
  const { workers, gone } = await workersOfHITs({ client }, hitIds, signal, report);
  const deleted = workersOfDeleted(plans);
  const took = new Set([...workers, ...gone.flatMap(id => deleted.get(id) ?? [])]);
  const unreadable = gone.filter(id => !deleted.has(id));
  if (unreadable.length > 0)
    for (const typeId of typesOfWorkers(batchesIn(plans), batchIds))
      if (await isThere(client, typeId)) for (const id of (await holdersOf(client, typeId)).keys()) took.add(id);
  return { took, unreadable };
}

async function standingsOf(
  client: Caller,
  type: Exclusion | undefined,
  workers: readonly string[],
  plans: readonly Plan[],
) {
  if (!type || workers.length === 0) return { holders: new Set<string>(), revoked: new Set<string>() };
  const { holders, revoked } = await standingsAmong(client, type.typeId, workers);
  const here = revokedIn(plans, type.typeId);
  return { holders, revoked: new Set(workers.filter(id => !holders.has(id) && (revoked.has(id) || here.has(id)))) };
}

/** Does what was confirmed. Returns the exclusion, or nothing where somebody could not be excluded, which is reported. */
export async function appliedExclusion(
  workbench: Operating,
  session: ConnectedSession,
  { typeId, name, batches, workers, operations }: PlannedExclusion,
): Promise<Exclusion | undefined> {
  const creation = operations.find(operation => operation.verb === 'createQualificationType');
  const id = creation ? await createTypeQuietly(workbench, session, creation) : typeId;
  if (id === undefined) return undefined;
  const left = await excludeWorkersBy(workbench, session, id, workers);
  if (left.length === 0) return { typeId: id, name, batches: [...batches] };
  await workbench.prompts.warn(
    `Couldn’t exclude ${counted(left.length, 'worker')}, so no HIT was published. Fix the reason and publish again.`,
  );
  return undefined;
}

export interface NotExcluded {
  readonly workerId: string;
  /** Nothing where it was not sent. */
  readonly error: MTurkError | undefined;
}

/** Grants the qualification to workers. Returns who did not get it. Without `reports`, failures are left to the caller to report. */
export async function excludeWorkersBy(
  workbench: Operating,
  session: ConnectedSession,
  typeId: string,
  workers: readonly string[],
  { reports = true } = {},
): Promise<NotExcluded[]> {
  if (workers.length === 0) return [];
  const words = {
    title: `Exclude ${counted(workers.length, 'worker')}`,
    verb: 'exclude',
    done: 'Excluded',
    noun: ['worker', 'workers'],
    quiet: true,
    ...(reports ? {} : { unreported: true as const }),
  } as const;
  const { outcomes } = await startPlan(workbench, session, words, grants(typeId, workers));
  return outcomes.flatMap(outcome => (isDone(outcome) ? [] : [notExcluded(outcome)]));
}

function notExcluded(outcome: Outcome): NotExcluded {
  const { operation } = outcome;
  return {
    workerId: 'workerId' in operation ? operation.workerId : '',
    error: 'error' in outcome ? outcome.error : undefined,
  };
}
