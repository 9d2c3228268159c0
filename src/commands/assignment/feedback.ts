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
import { back, runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
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

/** A message as far as it is written. */
export interface MessageDraft {
  readonly message: string;
  /** It was typed in place of a choice, and nothing is wrong with it: it is taken as it is. */
  readonly final: boolean;
}

export const noMessage: MessageDraft = { message: '', final: false };

type Items = readonly [AssignmentWithHIT, ...AssignmentWithHIT[]];

/** The questions for a message, from a stage on. A draft of more than the message words the question by it. */
export function messageSteps<State extends MessageDraft>(
  { prompts }: Needs<'prompts'>,
  account: Account,
  items: Items,
  question: Omit<FeedbackQuestion, 'title' | 'prompt'> & { readonly prompt: (state: State) => string },
  stage: number,
): WizardStep<State>[] {
  const { placeholder, empty, noun, library } = question;
  const [first] = items;
  // The preview quotes the first one's answer as soon as it is there.
  void account.open(first.hit.id);
  const choices = choicesOf(noun, library);
  const write: WizardStep<State> = {
    stage: choices.length > 0 ? stage + 1 : stage,
    applies: ({ final }) => !final,
    ask: async (state, position) =>
      withAnswer<string, State>(
        await prompts.inputStep({
          position,
          prompt: `${question.prompt(state)} Placeholders: {worker}, {title}, {minutes}, {answer.NAME} and others.`,
          placeholder,
          value: state.message,
          check: text => problemOf(text, account, first, empty),
          preview: text => previewOf(text, account, first, items.length),
        }),
        message => asPart<State>({ message, final: false }),
      ),
  };
  if (choices.length === 0) return [write];
  const pick: WizardStep<State> = {
    stage,
    ask: async (_, position) => {
      const answer = await prompts.pickStep<MessageDraft>({
        position,
        placeholder: `Select or type a ${noun}. You can change it before it is sent.`,
        choices,
        blank: noMessage,
        typed: message => ({ message, final: problemOf(message, account, first, empty) === undefined }),
      });
      return answer === undefined || answer === back ? answer : asPart<State>(answer);
    },
  };
  return [pick, write];
}

/** A part of a draft that has more. */
function asPart<State extends MessageDraft>(draft: MessageDraft): Partial<State> {
  return { ...draft } as Partial<State>;
}

/** Returns the message, filled in for all items, or nothing when the user canceled. There must be an item. */
export async function askFeedback(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  items: Items,
  { title, prompt, ...question }: FeedbackQuestion,
): Promise<Feedback | undefined> {
  const steps = messageSteps<MessageDraft>(workbench, session.account, items, { ...question, prompt: () => prompt }, 1);
  const draft = await runWizard(title, steps, noMessage);
  return draft && feedbackOf(session, items, draft.message);
}

/** A message, filled in for all items; nothing when it can't be read, or reading the answers was cancelled. */
export async function feedbackOf(
  { account }: ConnectedSession,
  items: Items,
  typed: string,
): Promise<Feedback | undefined> {
  const parsed = parseTemplate(typed.trim());
  if (!parsed.ok) return undefined;
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

/** Messages to start from; none where none are kept. */
function choicesOf(noun: string, library: FeedbackQuestion['library']): Choice<MessageDraft>[] {
  const { own = [], given = [] } = library ?? {};
  if (own.length + given.length === 0) return [];
  const draft = (message: string): MessageDraft => ({ message, final: false });
  return [
    ...own.map((text, index) => ({
      label: text,
      ...(index === 0 ? { description: 'used last' } : {}),
      value: draft(text),
    })),
    ...given.map(text => ({ label: text, description: 'from the settings', value: draft(text) })),
    { label: `New ${noun}…`, value: noMessage },
  ];
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
