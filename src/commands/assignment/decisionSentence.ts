/** Reports when an assignment was decided on, and by which plan of the ledger. */
import { decidedText } from '../../ledger/decidedText.ts';
import { decidersOf } from '../../ledger/deciders.ts';
import type { Assignment } from '../../mturk/model.ts';
import { sentenceOf } from '../../mturk/sentence.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

/** A sentence, or nothing while it is undecided. */
export async function decidedSentence(
  { ledgers }: Needs<'ledgers'>,
  { profile }: ConnectedSession,
  { id, status, approved, rejected, autoApproves }: Assignment,
): Promise<string | undefined> {
  if (status === 'Submitted') return undefined;
  const ledger = await ledgers.of(profile.id);
  // Where the ledger can't be read, nothing is said about it here: the refusal has no further reason.
  const plans = await ledger.plans().catch(() => undefined);
  if (!plans) return undefined;
  const decider = decidersOf(plans).get(id);
  const decided =
    status === 'Approved'
      ? ({ done: 'approved', at: approved } as const)
      : ({ done: 'rejected', at: rejected } as const);
  return sentenceOf(decidedText({ ...decided, autoApproves }, decider));
}
