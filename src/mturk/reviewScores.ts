/** The scores of review policies, computed (reference.md §6.9). All scores are whole percents, cut off: 2 of 3 are 66. */
import { type AnswerValue, decodeAnswers } from './answers.ts';
import { type KnownAnswersPolicy, type PluralityPolicy, valueSet } from './reviewPolicies.ts';

/** One worker's answers by question; a question without an answer is not in it. */
export type AnswerSets = ReadonlyMap<string, ReadonlySet<string>>;

/** Longer values take no part in agreement. */
const longestValue = 256;
const nothing: ReadonlySet<string> = new Set();

/** Reads a QuestionFormAnswers document for comparison; what can't be read answers nothing. */
export function answerSets(xml: string): AnswerSets {
  const decoded = decodeAnswers(xml);
  if (!decoded.ok) return new Map();
  return new Map(decoded.answers.map(({ question, value }) => [question, valueSet(valuesOf(value))]));
}

function valuesOf(value: AnswerValue): string[] {
  switch (value.kind) {
    case 'text':
      return [value.text];
    case 'selection':
      return [...value.selected, value.other ?? ''];
    case 'upload':
      return [value.key];
  }
}

export interface KnownAnswersScore {
  /** By question of the key, whether it was answered right. */
  readonly correct: ReadonlyMap<string, boolean>;
  readonly score: number;
}

/** Scores one assignment against the known answers. */
export function scoreKnownAnswers({ answerKey }: KnownAnswersPolicy, answers: AnswerSets): KnownAnswersScore {
  const correct = new Map([...answerKey].map(([question, right]) => [question, same(answers.get(question), right)]));
  return { correct, score: share([...correct.values()].filter(right => right).length, correct.size) };
}

export interface AgreedQuestion {
  /** The values of the agreed answer. */
  readonly values: ReadonlySet<string>;
  readonly score: number;
}

export interface WorkerAgreement {
  readonly agreeing: number;
  readonly disagreeing: number;
  /** Undefined while no question has an agreed answer. */
  readonly score: number | undefined;
}

export interface Plurality {
  /** By question; undefined where there is no agreed answer. */
  readonly questions: ReadonlyMap<string, AgreedQuestion | undefined>;
  readonly hitScore: number;
  /** In the order of the assignments given. */
  readonly workers: readonly WorkerAgreement[];
}

/** Finds what workers agree on, from the answers of those that count. */
export function scorePlurality({ questions, threshold }: PluralityPolicy, answers: readonly AnswerSets[]): Plurality {
  const agreed = new Map(questions.map(question => [question, agreement(question, answers, threshold)]));
  const found = [...agreed].flatMap(([question, agreedOn]) => (agreedOn ? [[question, agreedOn.values] as const] : []));
  return {
    questions: agreed,
    hitScore: share(found.length, questions.length),
    workers: answers.map(own => {
      const agreeing = found.filter(([question, values]) => same(own.get(question), values)).length;
      return {
        agreeing,
        disagreeing: found.length - agreeing,
        score: found.length === 0 ? undefined : share(agreeing, found.length),
      };
    }),
  };
}

/** The answer most workers gave, if there is one such answer and enough of them gave it. */
function agreement(question: string, answers: readonly AnswerSets[], threshold: number): AgreedQuestion | undefined {
  const groups = new Map<string, { readonly values: ReadonlySet<string>; count: number }>();
  let counted = 0;
  for (const own of answers) {
    const values = own.get(question) ?? nothing;
    if ([...values].some(value => value.length > longestValue)) continue;
    counted++;
    const key = JSON.stringify([...values].sort());
    const group = groups.get(key) ?? { values, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  const [first, second] = [...groups.values()].sort((a, b) => b.count - a.count);
  if (!first || first.count === second?.count) return undefined;
  const score = share(first.count, counted);
  // The documentation says "above", but its own examples ask for 100 where all are to agree.
  return score > threshold || (score === 100 && threshold === 100) ? { values: first.values, score } : undefined;
}

function same(given: ReadonlySet<string> = nothing, right: ReadonlySet<string>): boolean {
  return given.size === right.size && [...given].every(value => right.has(value));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 100) / whole);
}
