/** The one message that tells how a plan went, and what the user wants to do about it. */
import { type Act, targetOf } from '../../ledger/acts.ts';
import type { Outcome } from '../../ledger/outcome.ts';
import type { RunResult } from '../../ledger/run.ts';
import { undoOf } from '../../ledger/undo.ts';
import { explain } from '../../mturk/errors.ts';
import { environmentLabel } from '../../profiles/profile.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';
import { counted, type PlanWords } from './words.ts';

/** What the user chose under a summary. */
export type Next =
  | { readonly next: 'nothing' }
  | { readonly next: 'retry' }
  | { readonly next: 'undo'; readonly label: string; readonly acts: readonly Act[] };

const nothing: Next = { next: 'nothing' };

/** Tells the result, in one message, and answers what was chosen there. */
export async function summarise(
  { log, prompts }: Pick<Workbench, 'log' | 'prompts'>,
  session: ConnectedSession,
  words: PlanWords,
  { outcomes, stopped }: RunResult,
): Promise<Next> {
  const environment = environmentLabel(session.profile);
  const good = outcomes.filter(({ result }) => result === 'done' || result === 'alreadyDone').length;
  const bad = outcomes.filter(isBad);
  const unknown = bad.filter(({ result }) => result === 'unknown').length;
  const notSent = outcomes.filter(({ result }) => result === 'notSent').length;
  const doneText = good > 0 ? [`${words.done} ${counted(words, good)} (${environment}).`] : [];
  const error = bad[0]?.error ?? stopped;
  if (!error) {
    const left = notSent > 0 ? [`Cancelled before ${counted(words, notSent)}; the ledger keeps the rest.`] : [];
    const undo = undoable(outcomes);
    const chosen = await prompts.inform([...doneText, ...left].join(' '), ...(undo ? [undo.label] : []));
    return undo && chosen === undo.label ? { next: 'undo', ...undo } : nothing;
  }
  for (const outcome of bad)
    log.error(`${words.title}: ${targetOf(outcome.act)} ${outcome.result}: ${outcome.error.message}`);
  const { reason, advice } = explain(error, session.account.client.endpoint);
  const [first] = bad;
  const missed = bad.length + (stopped ? notSent : 0);
  const object = missed === 1 && first ? `${words.noun[0]} ${targetOf(first.act)}` : counted(words, missed);
  const text = [
    `Couldn’t ${words.verb} ${object} (${environment}): ${reason}.`,
    ...(unknown > 0 ? [`Whether it happened is not known for ${unknown} of them: look before you repeat.`] : []),
    ...(advice ? [advice] : []),
    ...doneText,
  ].join(' ');
  const retry = 'Try Again';
  const show = 'Show Log';
  const canRetry = bad.length > unknown || (stopped !== undefined && notSent > 0);
  const chosen = await prompts.complain(text, ...(canRetry ? [retry] : []), show);
  if (chosen === show) log.show();
  return chosen === retry ? { next: 'retry' } : nothing;
}

/** What takes all that was done back, if one kind of act does. */
function undoable(outcomes: readonly Outcome[]): { readonly label: string; readonly acts: Act[] } | undefined {
  const now = Date.now();
  const undos = outcomes.flatMap(outcome =>
    outcome.result === 'done' ? [undoOf(outcome.act, { at: now, created: outcome.created }, now)] : [],
  );
  const [first] = undos;
  const alike = undos.flatMap(undo => (undo && undo.label === first?.label ? [undo.act] : []));
  return first && alike.length === undos.length ? { label: first.label, acts: alike } : undefined;
}

type Bad = Extract<Outcome, { result: 'failed' | 'unknown' }>;

function isBad(outcome: Outcome): outcome is Bad {
  return outcome.result === 'failed' || outcome.result === 'unknown';
}
