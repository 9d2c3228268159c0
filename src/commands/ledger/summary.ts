/** The one message that reports how a plan went, and what the user wants to do about it. */
import { type Operation, targetOf } from '../../ledger/ledgerOperations.ts';
import type { Outcome } from '../../ledger/outcome.ts';
import { undoOf } from '../../ledger/reversal.ts';
import type { RunResult } from '../../ledger/run.ts';
import { touchedBy } from '../../ledger/touchedHITs.ts';
import type { MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import { counted } from '../../mturk/plurals.ts';
import { environmentLabel } from '../../profiles/profile.ts';
import { reportResult } from '../reportResult.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import type { PlanWords } from './planTitles.ts';

/** What the user chose under a summary. */
export type Next =
  | { readonly next: 'nothing' | 'retry' | 'further' }
  | { readonly next: 'undo'; readonly label: string; readonly operations: readonly Operation[] };

type Runtime = Needs<'log' | 'prompts' | 'reportInGrid'>;

const nothing: Next = { next: 'nothing' };

/** Reports the result, in one message, and returns what was chosen there. */
export async function summarise(
  workbench: Runtime,
  session: ConnectedSession,
  words: PlanWords,
  result: RunResult,
): Promise<Next> {
  const environment = environmentLabel(session.profile);
  const tally = tallyOf(words, result);
  const done = [
    ...(tally.done > 0 ? [`${words.done} ${counted(tally.done, ...words.noun)} (${environment}).`] : []),
    ...alreadyText(words, tally, environment),
    ...pendingText(words, tally, environment),
  ].join(' ');
  const error = tally.bad[0]?.error ?? (tally.notSent > 0 ? result.stopped : undefined);
  return error
    ? reportFailure(workbench, session, { words, result, tally, error, done })
    : reportSuccess(workbench, session, words, tally, done);
}

async function reportSuccess(
  workbench: Runtime,
  session: ConnectedSession,
  words: PlanWords,
  tally: Tally,
  done: string,
): Promise<Next> {
  if (words.unreported || (words.quiet && tally.notSent + tally.pending === 0)) return nothing;
  const left =
    tally.notSent > 0
      ? `Canceled with ${counted(tally.notSent, ...words.noun)} left. To continue, use Resume Interrupted Operations.`
      : '';
  const undo = undoable(tally.outcomes);
  const actions = [...(undo ? [undo.label] : []), ...(words.next ? [words.next.label] : [])];
  const text = [done, left].filter(Boolean).join(' ');
  // Who asked for something that had been done already should notice.
  const kind = (tally.done === 0 && tally.already > 0) || tally.pending > 0 ? 'warning' : 'done';
  const chosen = await reportResult(workbench, session, touchedBy(tally.outcomes).hitIds, { kind, text, actions });
  if (undo && chosen === undo.label) return { next: 'undo', ...undo };
  return words.next && chosen === words.next.label ? { next: 'further' } : nothing;
}

interface FailedPlan {
  readonly words: PlanWords;
  readonly result: RunResult;
  readonly tally: Tally;
  readonly error: MTurkError;
  readonly done: string;
}

async function reportFailure(
  workbench: Runtime,
  session: ConnectedSession,
  { words, result, tally, error, done }: FailedPlan,
): Promise<Next> {
  const { log } = workbench;
  for (const outcome of tally.bad)
    log.error(`${words.title}: ${targetOf(outcome.operation)} ${outcome.result}: ${outcome.error.message}`);
  if (words.unreported) return nothing;
  const { reason, advice } = explain(error, session.account.client.endpoint);
  const [first] = tally.bad;
  const stopped = result.stopped !== undefined;
  const missed = tally.missed + (stopped ? tally.notSent : 0);
  const object =
    missed === 1 && first ? `${words.noun[0]} ${targetOf(first.operation)}` : counted(missed, ...words.noun);
  const text = [
    `Couldn’t ${words.verb} ${object} (${environmentLabel(session.profile)}): ${reason}.`,
    ...(tally.unknown > 0
      ? [`Unknown whether it happened for ${tally.unknown} of them: check before you repeat it.`]
      : []),
    advice,
    done,
  ];
  const retry = 'Try Again';
  const show = 'Show Log';
  const canRetry = tally.missed > tally.unknown || (stopped && tally.notSent > 0);
  const chosen = await reportResult(workbench, session, touchedBy(tally.outcomes).hitIds, {
    kind: 'error',
    text: text.filter(Boolean).join(' '),
    actions: [...(canRetry ? [retry] : []), show],
  });
  if (chosen === show) log.show();
  return chosen === retry ? { next: 'retry' } : nothing;
}

/** How many things a plan's operations were done to, each counted by the worst that became of it. */
interface Tally {
  readonly outcomes: readonly Outcome[];
  readonly bad: readonly Bad[];
  readonly done: number;
  readonly already: number;
  readonly missed: number;
  /** Not sent, because another plan may have done the same since. */
  readonly pending: number;
  readonly unknown: number;
  readonly notSent: number;
}

function tallyOf({ unitOf }: PlanWords, { outcomes, pending: places }: RunResult): Tally {
  const pending = new Set(places);
  const units = Map.groupBy(outcomes, (outcome, index) => unitOf?.(outcome.operation) ?? index).values();
  const resultOf = ({ item, result }: Outcome) => (pending.has(item) ? 'pending' : result);
  const worst = [...units].map(all => gravest.find(each => all.some(outcome => resultOf(outcome) === each)));
  const count = (result: (typeof gravest)[number]) => worst.filter(each => each === result).length;
  return {
    outcomes,
    bad: outcomes.filter(isBad).filter(({ item }) => !pending.has(item)),
    done: count('done'),
    already: count('alreadyDone'),
    missed: count('unknown') + count('failed'),
    pending: count('pending'),
    unknown: count('unknown'),
    notSent: count('notSent'),
  };
}

const gravest = ['unknown', 'failed', 'notSent', 'pending', 'done', 'alreadyDone'] as const;

/** What others had done already, with the first of it by name. */
function alreadyText(words: PlanWords, { outcomes, already }: Tally, environment: string): string[] {
  const first = outcomes.find(({ result }) => result === 'alreadyDone');
  if (!first || already === 0) return [];
  const reason = `${first.words ?? 'it was already done'}. Nothing was done twice.`;
  return already === 1
    ? [`Nothing to do for ${words.noun[0]} ${targetOf(first.operation)} (${environment}): ${reason}`]
    : [
        `Nothing to do for ${counted(already, ...words.noun)} (${environment}); of ${targetOf(first.operation)}: ${reason}`,
      ];
}

function pendingText(words: PlanWords, { pending }: Tally, environment: string): string[] {
  return pending === 0
    ? []
    : [
        `Skipped ${counted(pending, ...words.noun)} (${environment}), because another interrupted operation may have done the same already. Resume or discard that operation first.`,
      ];
}

/** What takes all that was done back, if one kind of operation does. */
function undoable(
  outcomes: readonly Outcome[],
): { readonly label: string; readonly operations: Operation[] } | undefined {
  const now = Date.now();
  const undos = outcomes.flatMap(outcome =>
    outcome.result === 'done' ? [undoOf(outcome.operation, { at: now, created: outcome.created }, now)] : [],
  );
  const [first] = undos;
  const alike = undos.flatMap(undo => (undo && undo.label === first?.label ? [undo.operation] : []));
  return first && alike.length === undos.length ? { label: first.label, operations: alike } : undefined;
}

type Bad = Extract<Outcome, { result: 'failed' | 'unknown' }>;

function isBad(outcome: Outcome): outcome is Bad {
  return outcome.result === 'failed' || outcome.result === 'unknown';
}
