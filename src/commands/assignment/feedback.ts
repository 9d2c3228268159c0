/** Asks for a message to workers, shows what they will read, and fills it in for each of them. */
import type { Account } from '../../account/account.ts';
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';
import type { Verdict } from '../../mturk/verdict.ts';
import {
  type FeedbackFacts,
  type Filled,
  fill,
  isPersonal,
  parseTemplate,
  quotesAnswers,
} from '../../review/feedback.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { AssignmentWithHIT } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import type { MessageLibrary } from './messageLibrary.ts';

export interface FeedbackQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** What is said of an empty message. */
  readonly empty: string;
  /** What a message is called here: "reason". */
  readonly noun: string;
  /** Messages to begin with, where such are kept. */
  readonly library?: MessageLibrary;
}

export interface Feedback {
  /** As it was written, with its placeholders. */
  readonly message: string;
  /** Whether it can be filled in for an assignment. */
  readonly rule: (item: AssignmentWithHIT) => Verdict;
  /** What the worker of an assignment reads; empty where it can't be filled in. */
  readonly textOf: (item: AssignmentWithHIT) => string;
  /** What is said of those who read it: "The worker", "The workers". */
  readonly readers: string;
  /** What they read, as a clause that follows that. */
  readonly reading: string;
}

/** Gives the message, filled in for all items, or nothing when the user walked away. There must be an item. */
export async function askFeedback(
  workbench: Needs<'prompts'>,
  { account }: ConnectedSession,
  items: readonly [AssignmentWithHIT, ...AssignmentWithHIT[]],
  question: FeedbackQuestion,
): Promise<Feedback | undefined> {
  const { prompts } = workbench;
  const { title, placeholder } = question;
  // The preview quotes the first one's answer as soon as it is there.
  void account.open(items[0].hit.id);
  const value = await pickMessage(workbench, question);
  if (value === undefined) return undefined;
  const typed = await prompts.input({
    title,
    prompt: `${question.prompt} Placeholders: {worker}, {title}, {minutes}, {answer.NAME} and others.`,
    placeholder,
    value,
    check: text => problemOf(text, account, items[0], question.empty),
    preview: text => previewOf(text, account, items[0], items.length),
  });
  const parsed = typed === undefined ? undefined : parseTemplate(typed.trim());
  if (typed === undefined || !parsed?.ok) return undefined;
  const { template } = parsed;
  const answers = quotesAnswers(template) ? await readAnswers(account, items) : new Map<string, never>();
  if (!answers) return undefined;
  const filled = new Map<string, Filled>(
    items.map(item => [item.assignment.id, fill(template, factsOf(item, answers.get(item.assignment.id)))]),
  );
  const textOf = ({ assignment: { id } }: AssignmentWithHIT) => {
    const each = filled.get(id);
    return each?.ok ? each.text : '';
  };
  const first = items.find(item => textOf(item) !== '') ?? items[0];
  return {
    message: typed.trim(),
    rule: ({ assignment: { id } }) => {
      const each = filled.get(id);
      return each && !each.ok ? { allowed: false, rule: each.problem, blockers: [] } : { allowed: true };
    },
    textOf,
    readers: items.length === 1 ? 'The worker' : 'The workers',
    reading:
      items.length === 1
        ? `reads: “${textOf(first)}”`
        : isPersonal(template)
          ? `each read a different text. ${first.assignment.workerId} reads: “${textOf(first)}”`
          : `read: “${textOf(first)}”`,
  };
}

/** A message to start from; empty for a new one. */
async function pickMessage({ prompts }: Needs<'prompts'>, { title, noun, library }: FeedbackQuestion) {
  const { own = [], given = [] } = library ?? {};
  if (own.length + given.length === 0) return '';
  return prompts.pick(title, `Which ${noun}? You can change it before it is sent.`, [
    ...own.map(
      (text, index): Choice<string> => ({
        label: text,
        ...(index === 0 ? { description: 'used last' } : {}),
        value: text,
      }),
    ),
    ...given.map((text): Choice<string> => ({ label: text, description: 'from the settings', value: text })),
    { label: `New ${noun}…`, value: '' },
  ]);
}

/** What is wrong with a message while it is typed. Answers that were not read yet are looked at later. */
function problemOf(text: string, account: Account, item: AssignmentWithHIT, empty: string): string | undefined {
  if (text.trim() === '') return empty;
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed.problem;
  const answers = answersOf(account, item);
  if (!answers && quotesAnswers(parsed.template)) return undefined;
  const filled = fill(parsed.template, factsOf(item, answers));
  return filled.ok ? undefined : `For ${item.assignment.workerId}: ${filled.problem}.`;
}

function previewOf(text: string, account: Account, item: AssignmentWithHIT, count: number): string | undefined {
  const parsed = parseTemplate(text);
  if (!parsed.ok || !isPersonal(parsed.template)) return undefined;
  const filled = fill(parsed.template, factsOf(item, answersOf(account, item)));
  const others = count > 1 ? ` The other ${count - 1} get theirs.` : '';
  return filled.ok ? `${item.assignment.workerId} reads: “${filled.text}”${others}` : undefined;
}

function factsOf({ assignment, hit }: AssignmentWithHIT, answers: FeedbackFacts['answers']): FeedbackFacts {
  const { id, workerId, accepted, submitted } = assignment;
  return { worker: workerId, title: hit.title, hit: hit.id, assignment: id, spent: submitted - accepted, answers };
}

/** The answers of all items, HIT by HIT: the account keeps those of the HITs that were looked at last. Nothing if cancelled. */
async function readAnswers(
  account: Account,
  items: readonly AssignmentWithHIT[],
): Promise<ReadonlyMap<string, FeedbackFacts['answers']> | undefined> {
  const byHIT = Map.groupBy(items, ({ hit }) => hit.id);
  return withProgress('Reading answers', async ({ signal, report }) => {
    const answers = new Map<string, FeedbackFacts['answers']>();
    for (const [hitId, each] of byHIT) {
      if (signal.aborted) return undefined;
      await account.open(hitId);
      for (const item of each) answers.set(item.assignment.id, answersOf(account, item));
      report(answers.size, items.length, '');
    }
    return answers;
  });
}

function answersOf(account: Account, { assignment, hit }: AssignmentWithHIT): FeedbackFacts['answers'] {
  const answer = account.answer(hit.id, assignment.id);
  const decoded = answer === undefined ? undefined : decodeAnswers(answer);
  return decoded?.ok ? new Map(answerFields(decoded.answers).map(({ name, text }) => [name, text])) : undefined;
}
