/** `exclude` at publishing: the workers of other batches get a qualification that the new HITs require not to be there. */
import type * as vscode from 'vscode';
import { uriOf } from '../../definitionEditor/workspaceFiles.ts';
import { holdersAmong, isThere, type OwnType, ownTypes } from '../../ledger/exclusions.ts';
import type { Operation } from '../../ledger/ledgerOperations.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import { cancelled } from '../../mturk/errors.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import { counted } from '../ledger/planTitles.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { readListing } from '../requiredReads.ts';
import type { ConnectedSession, Operating } from '../workbench.ts';
import type { Batch } from './batches.ts';
import { hitsOfBatches, workersOfHITs } from './batchWorkers.ts';
import { type Exclusion, excludedBatches, usableExclusion } from './excludedBatches.ts';
import type { ReadyDefinition } from './readyDefinition.ts';

const noun = ['worker', 'workers'] as const;

/** Neutral words: workers see the names of their qualifications. */
const nameOf = (batch: string) => `Took part before (${batch})`;
const description = 'Marks workers who took part in earlier work of this requester.';

/** What is to be done before the HITs are created. */
export interface PlannedExclusion {
  /** Empty where the type is created first. */
  readonly typeId: string;
  readonly name: string;
  readonly batches: readonly string[];
  readonly operations: readonly Operation[];
  readonly remarks: readonly string[];
  /** Who does not have it yet. */
  readonly workers: readonly string[];
}

/**
 * Reads who took part, and who of them has the qualification already. `undefined` where the definition excludes nobody. Rejects with
 * {@link CommandError} for a batch that nobody knows, and with MTurkError, also when it is cancelled.
 */
export async function plannedExclusion(
  session: ConnectedSession,
  document: vscode.TextDocument,
  { loaded: { definition } }: ReadyDefinition,
  own: string,
  batches: readonly Batch[],
): Promise<PlannedExclusion | undefined> {
  const { account, profile, ended } = session;
  if (definition.exclude.length === 0) return undefined;
  const { uri } = document;
  const wanted = excludedBatches(definition.exclude, batches, own, path => uriOf(uri, path).toString());
  return withProgress('Reading who took part before', async ({ signal, report }) => {
    const stopped = AbortSignal.any([signal, ended]);
    // What was submitted a moment ago counts.
    await readListing(account);
    const listed = new Set(account.hits().map(({ annotation }) => originOf(annotation)?.batch));
    const unknown = wanted.foreign.find(id => !listed.has(id));
    if (unknown !== undefined)
      throw new CommandError(
        `Couldn’t publish: profile ${profile.name} has no batch ${unknown}, which “exclude” names. Correct its ID. Nothing was sent.`,
      );
    const ids = new Set(wanted.ids);
    const took = await workersOfHITs(session, hitsOfBatches(session, ids, batches), stopped, report);
    const type = await typeFor(session, batches, uri.toString(), wanted.ids, nameOf(own));
    const holders = type && took.size > 0 ? await holdersAmong(account.client, type.typeId, [...took]) : new Set();
    if (stopped.aborted) throw cancelled('ListAssignmentsForHIT');
    const workers = [...took].filter(id => !holders.has(id));
    const { typeId = '', name = nameOf(own) } = type ?? {};
    return {
      typeId,
      name,
      batches: wanted.ids,
      workers,
      operations: [
        ...(type ? [] : [{ verb: 'createQualificationType', name, description } as const]),
        ...grants(typeId || '(the new type)', workers),
      ],
      remarks: [
        took.size === 0
          ? 'Nobody has worked on the batches that “exclude” names yet. Who submits to them later is kept out from then on.'
          : `${counted({ noun }, took.size)} of ${ids.size} ${ids.size === 1 ? 'batch' : 'batches'} can’t see these HITs: ${workers.length} of them get the qualification “${name}” first, without a message. Who submits to these batches later gets it too, while MTurk Workbench is open.`,
        ...wanted.unpublished.map(
          path => `“${path}” has no batch in profile ${profile.name}, so it excludes nobody yet.`,
        ),
      ],
    };
  });
}

/** The type that is there: that of an earlier batch, or the one of this batch whose publishing was interrupted. */
async function typeFor(
  { account: { client } }: ConnectedSession,
  batches: readonly Batch[],
  definition: string,
  ids: readonly string[],
  name: string,
): Promise<{ readonly typeId: string; readonly name: string } | undefined> {
  const before = usableExclusion(batches, definition, ids);
  if (before && (await isThere(client, before.typeId))) return before;
  const made: OwnType | undefined = (await ownTypes(client)).find(type => type.name === name);
  return made && { typeId: made.id, name };
}

/** Does what was confirmed. Gives the exclusion, or nothing where somebody could not be excluded, which is reported. */
export async function appliedExclusion(
  workbench: Operating,
  session: ConnectedSession,
  { typeId, name, batches, workers, operations }: PlannedExclusion,
): Promise<Exclusion | undefined> {
  const creation = operations.filter(({ verb }) => verb === 'createQualificationType');
  let id = typeId;
  if (creation.length > 0) {
    const words = {
      title: `Create qualification type ${name}`,
      verb: 'create',
      done: 'Created',
      noun: ['qualification type', 'qualification types'],
      quiet: true,
    } as const;
    const { outcomes } = await startPlan(workbench, session, words, creation);
    const [outcome] = outcomes;
    id = outcome && 'created' in outcome ? (outcome.created ?? '') : '';
  }
  if (id === '') return undefined;
  const left = await excludeWorkersBy(workbench, session, id, workers);
  if (left === 0) return { typeId: id, name, batches: [...batches] };
  await workbench.prompts.warn(
    `Couldn’t exclude ${counted({ noun }, left)}, so no HIT was published. Publish again when the reason is settled.`,
  );
  return undefined;
}

/** Grants the qualification to workers; gives how many did not get it. */
export async function excludeWorkersBy(
  workbench: Operating,
  session: ConnectedSession,
  typeId: string,
  workers: readonly string[],
): Promise<number> {
  if (workers.length === 0) return 0;
  const words = {
    title: `Exclude ${counted({ noun }, workers.length)}`,
    verb: 'exclude',
    done: 'Excluded',
    noun,
    quiet: true,
  } as const;
  const { outcomes } = await startPlan(workbench, session, words, grants(typeId, workers));
  return outcomes.filter(({ result }) => result !== 'done' && result !== 'alreadyDone').length;
}

function grants(qualificationTypeId: string, workerIds: readonly string[]): Operation[] {
  return workerIds.map(workerId => ({
    verb: 'assignQualification',
    qualificationTypeId,
    workerId,
    score: 1,
    notify: false,
  }));
}
