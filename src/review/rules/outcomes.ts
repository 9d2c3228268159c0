/** What stands behind the arrow of a rule. */
import { parseAmount } from '../../mturk/money.ts';
import type { Bonus, Outcome } from './syntax.ts';
import type { TokenStream } from './tokenStream.ts';
import { SyntaxFault } from './tokens.ts';

/** As long as clients of the service ever sent (mturk-api.md §3.2). */
const longestFeedback = 1024;

const wanted = 'behind the arrow stands approve, reject "reason", bonus 0.50 "reason" or skip';

/** Reads one or several, with commas between them. Throws {@link SyntaxFault}. */
export function outcomeOf(tokens: TokenStream): Outcome {
  let outcome: Outcome = {};
  let skipped = false;
  const first = tokens.next;
  do {
    const action = tokens.next;
    if (tokens.skip('skip')) skipped = true;
    else if (tokens.skip('bonus')) {
      if (outcome.bonus) throw new SyntaxFault('one rule gives one bonus', action);
      outcome = { ...outcome, bonus: bonusOf(tokens) };
    } else {
      const verdict = verdictOf(tokens);
      if (outcome.verdict) throw new SyntaxFault('one rule approves or rejects once', action);
      outcome = { ...outcome, verdict };
    }
  } while (tokens.skip(','));
  if (skipped && (outcome.verdict || outcome.bonus))
    throw new SyntaxFault('skip leaves the work undecided, so nothing goes with it', first);
  tokens.end();
  return outcome;
}

function verdictOf(tokens: TokenStream): NonNullable<Outcome['verdict']> {
  if (tokens.skip('approve'))
    return tokens.next.kind === 'text' ? { kind: 'approve', feedback: words(tokens, '') } : { kind: 'approve' };
  if (tokens.skip('reject'))
    return { kind: 'reject', reason: words(tokens, 'a worker whose work is rejected is owed a reason: reject "…"') };
  throw new SyntaxFault(wanted, tokens.next);
}

function bonusOf(tokens: TokenStream): Bonus {
  tokens.skip('$');
  const token = tokens.take();
  const amount = token.kind === 'number' ? parseAmount(token.text) : undefined;
  if (!amount) throw new SyntaxFault('a bonus is an amount in dollars, such as 0.50, with at most two decimals', token);
  return { amount, reason: words(tokens, 'the service wants a reason for each bonus: bonus 0.50 "…"') };
}

function words(tokens: TokenStream, otherwise: string): string {
  const token = tokens.next;
  const text = tokens.text(otherwise).trim();
  if (text === '') throw new SyntaxFault(otherwise || 'the feedback is empty', token);
  if (text.length > longestFeedback) throw new SyntaxFault(`at most ${longestFeedback} characters`, token);
  return text;
}
