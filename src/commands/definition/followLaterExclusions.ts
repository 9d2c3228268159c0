/** Reads the list of HITs while a batch excludes the workers of another that goes on, and excludes who submitted meanwhile. */
import { isRefusal, type MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import { counted } from '../../mturk/plurals.ts';
import { readReadOnlyProfiles } from '../../ui/readSettings.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { batchesIn } from './batches.ts';
import type { Submissions } from './batchWorkers.ts';
import { excludeWorkersBy } from './exclusion.ts';
import { changeLaterExclusion, type LaterExclusion, laterExclusionsOf } from './laterExclusions.ts';
import { canChange, isOver, laterWorkers } from './laterSubmissions.ts';
import { RepeatedWork } from './repeatedWork.ts';

type Parts = Operating & Needs<'memory'>;

/** Runs until it is disposed. */
export function followLaterExclusions(workbench: Parts, session: ConnectedSession): { dispose(): void } {
  const { account, ended } = session;
  /** What had been submitted when it was read last, for each batch and type. */
  const read = new Map<string, Submissions>();
  // Until the first run knows better, there is something to follow.
  let holding: { dispose(): void } | undefined = account.interests.hold('background');
  const work = async () => {
    if (ended.aborted || account.listing.state !== 'fresh') return true;
    const { isDone, mayChange } = await excludeLaterWorkers(workbench, session, read, repeated.failures === 0);
    if (mayChange) holding ??= account.interests.hold('background');
    else {
      holding?.dispose();
      holding = undefined;
    }
    return isDone || ended.aborted;
  };
  const repeated: RepeatedWork = new RepeatedWork({
    work,
    onError: error => workbench.log.error('Couldn’t exclude workers of earlier batches', error),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return { dispose: () => clearTimeout(timer) };
    },
  });
  const changes = account.onChange(({ listing, freshness, hits }) => {
    if (listing || freshness || hits.size > 0) repeated.request();
  });
  repeated.request();
  return {
    dispose: () => {
      changes.dispose();
      repeated.dispose();
      holding?.dispose();
    },
  };
}

/** One run. Returns whether everybody is excluded, and whether more may submit. Rejects with MTurkError and JournalProblem. */
async function excludeLaterWorkers(
  workbench: Parts,
  session: ConnectedSession,
  read: Map<string, Submissions>,
  isFirstTry: boolean,
): Promise<{ readonly isDone: boolean; readonly mayChange: boolean }> {
  const { account, profile, ended } = session;
  if (readReadOnlyProfiles().has(profile.name)) return { isDone: true, mayChange: false };
  let [isDone, mayChange] = [true, false];
  const exclusions = laterExclusionsOf(workbench, profile.id);
  if (exclusions.length === 0) return { isDone, mayChange };
  // Read after the exclusions: they are remembered before their batches are in the ledger.
  const plans = await (await workbench.ledgers.of(profile.id)).plans();
  const batches = batchesIn(plans);
  for (const exclusion of exclusions) {
    if (await isOver(account, exclusion, batches)) {
      await changeLaterExclusion(workbench, profile.id, exclusion);
      continue;
    }
    mayChange ||= canChange(account, exclusion, plans);
    const key = `${exclusion.batch} ${exclusion.typeId}`;
    const later = await laterWorkers(account, exclusion, plans, batches, read.get(key), ended);
    if (later.digest === exclusion.digest) {
      read.set(key, later.submissions);
      continue;
    }
    const left = await excludeThem(workbench, session, exclusion, later.workers, isFirstTry);
    const refused = [...exclusion.refused, ...left.refused];
    if (left.others > 0) isDone = false;
    else read.set(key, later.submissions);
    // Who is left is looked for again by the next run.
    const digest = left.others > 0 ? exclusion.digest : later.digest;
    // What was changed or forgotten meanwhile stays so, and is looked at again.
    if (!(await changeLaterExclusion(workbench, profile.id, exclusion, { ...exclusion, refused, digest })))
      isDone = false;
  }
  return { isDone, mayChange };
}

/** Grants the qualification, and reports each failure once. */
async function excludeThem(
  workbench: Parts,
  session: ConnectedSession,
  { batch, typeId, name }: LaterExclusion,
  workers: readonly string[],
  isFirstTry: boolean,
): Promise<{ readonly refused: readonly string[]; readonly others: number }> {
  const left = await excludeWorkersBy(workbench, session, typeId, workers, { reports: false });
  const refused = left.filter(({ error }) => isRefusal(error));
  const others = left.filter(({ error }) => !isRefusal(error));
  const reasonOf = (error: MTurkError) => explain(error, session.account.client.endpoint).reason;
  const warn = (count: number, error: MTurkError, what: string) =>
    void workbench.prompts.warn(
      `Couldn’t exclude ${counted(count, 'worker')} from batch ${batch}: ${reasonOf(error)}. ${what}`,
    );
  const [refusal] = refused;
  if (refusal?.error) warn(refused.length, refusal.error, `To exclude them later, grant “${name}” to them.`);
  const failure = others.find(({ error }) => error !== undefined);
  if (failure?.error && isFirstTry) warn(others.length, failure.error, 'MTurk Workbench tries again.');
  return { refused: refused.map(({ workerId }) => workerId), others: others.length };
}
