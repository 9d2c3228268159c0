/** What follows the arrow of a rule. */
import { parseAmount } from '../../mturk/money.ts';
import { isPersonal, knownPlaceholders, longestFeedback, parseTemplate } from '../feedback.ts';
import { SyntaxFault, type TextToken } from './ruleTokens.ts';
import type { Bonus, Message, Outcome, Span } from './syntax.ts';
import type { TokenStream } from './tokenStream.ts';

const wanted = 'after the arrow, write approve, reject "reason", bonus 0.50 "reason" or skip';

/** Reads one or several, with commas between them. Throws {@link SyntaxFault}. */
export function outcomeOf(tokens: TokenStream): Outcome {
  let outcome: Outcome = {};
  let skipped = false;
  const first = tokens.next;
  do {
    const action = tokens.next;
    if (tokens.takeIf('skip')) skipped = true;
    else if (tokens.takeIf('bonus')) {
      if (outcome.bonus) throw new SyntaxFault('one rule gives one bonus', action);
      outcome = { ...outcome, bonus: bonusOf(tokens) };
    } else {
      const verdict = verdictOf(tokens);
      if (outcome.verdict) throw new SyntaxFault('one rule approves or rejects once', action);
      outcome = { ...outcome, verdict };
    }
  } while (tokens.takeIf(','));
  if (skipped && (outcome.verdict || outcome.bonus))
    throw new SyntaxFault('skip leaves the work undecided, so nothing goes with it', first);
  tokens.end();
  return outcome;
}

function verdictOf(tokens: TokenStream): NonNullable<Outcome['verdict']> {
  if (tokens.takeIf('approve'))
    return tokens.next.kind === 'text'
      ? { kind: 'approve', feedback: messageOf(tokens, 'the feedback is empty') }
      : { kind: 'approve' };
  if (tokens.takeIf('reject'))
    return {
      kind: 'reject',
      reason: messageOf(tokens, 'a rejection needs a reason: reject "…"'),
    };
  throw new SyntaxFault(wanted, tokens.next);
}

function bonusOf(tokens: TokenStream): Bonus {
  tokens.takeIf('$');
  const token = tokens.take();
  const amount = token.kind === 'number' ? parseAmount(token.text) : undefined;
  if (!amount) throw new SyntaxFault('a bonus is an amount in dollars, such as 0.50, with at most two decimals', token);
  return { amount, reason: messageOf(tokens, 'the service requires a reason for each bonus: bonus 0.50 "…"') };
}

/** A text that workers read. Its placeholders are known, but not yet whether there are such answers. */
function messageOf(tokens: TokenStream, otherwise: string): Message {
  const token = tokens.text(otherwise);
  const text = token.text.trim();
  if (text === '') throw new SyntaxFault(otherwise, token);
  const parsed = parseTemplate(token.text);
  if (!parsed.ok)
    throw new SyntaxFault(
      `there is no placeholder ${parsed.placeholder}, but ${knownPlaceholders}; {{ and }} are braces`,
      placeOf(token, parsed),
    );
  const { template } = parsed;
  if (!isPersonal(template) && text.length > longestFeedback)
    throw new SyntaxFault(`at most ${longestFeedback} characters`, token);
  const quotes = template.parts.flatMap(part =>
    part.kind === 'answer' ? [{ field: part.field, ...placeOf(token, part) }] : [],
  );
  return { template, quotes };
}

/** The position of a part of a text within the rules. */
function placeOf({ places, start, end }: TextToken, part: Span): Span {
  return { start: places[part.start] ?? start, end: places[part.end] ?? end };
}
