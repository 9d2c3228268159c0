/** Review policies: what they may say (reference.md §6.9), read from the API's parameters. */

/** A ReviewPolicy as the API carries it. */
export interface ReviewPolicyDocument {
  readonly PolicyName: string;
  readonly Parameters?: readonly PolicyParameter[];
}

export interface PolicyParameter {
  readonly Key?: string;
  readonly Values?: readonly string[];
  readonly MapEntries?: readonly { readonly Key?: string; readonly Values?: readonly string[] }[];
}

/** When a HIT is extended by one assignment, and how far that may go. */
export interface Extension {
  /** Extend when the score is below, in percent. */
  readonly below: number;
  /** MaxAssignments of the HIT beyond which it is not extended. */
  readonly maxAssignments: number;
  /** The time at least that the HIT is then open for. */
  readonly seconds: number;
}

/** What is done to an assignment by its score. */
export interface Verdicts {
  /** Approve when the score is at least this, in percent; above 100 never. */
  readonly approveAtLeast: number | undefined;
  readonly approveReason: string | undefined;
  /** Reject when the score is below, in percent; above 100 always. */
  readonly rejectBelow: number | undefined;
  readonly rejectReason: string;
}

export interface KnownAnswersPolicy extends Verdicts {
  readonly name: typeof knownAnswersName;
  /** By question, the set of values that is right; an empty set is right when nothing was answered. */
  readonly answerKey: ReadonlyMap<string, ReadonlySet<string>>;
  readonly extension: Extension | undefined;
}

export interface PluralityPolicy extends Verdicts {
  readonly name: typeof pluralityName;
  readonly questions: readonly string[];
  /** A question has an agreed answer when its score is above, in percent. */
  readonly threshold: number;
  readonly disregardRejected: boolean;
  readonly disregardKnownBelow: number | undefined;
  readonly extension: Extension | undefined;
}

export const knownAnswersName = 'ScoreMyKnownAnswers/2011-09-01';
export const pluralityName = 'SimplePlurality/2011-09-01';

export type PolicyResult<P> =
  | { readonly ok: true; readonly policy: P }
  | { readonly ok: false; readonly reason: string };

const knownAnswersKeys = [
  'AnswerKey',
  'ApproveIfKnownAnswerScoreIsAtLeast',
  'ApproveReason',
  'RejectIfKnownAnswerScoreIsLessThan',
  'RejectReason',
  'ExtendIfKnownAnswerScoreIsLessThan',
  'ExtendMaximumAssignments',
  'ExtendMinimumTimeInSeconds',
] as const;

const pluralityKeys = [
  'QuestionIds',
  'QuestionAgreementThreshold',
  'DisregardAssignmentIfRejected',
  'DisregardAssignmentIfKnownAnswerScoreIsLessThan',
  'ExtendIfHITAgreementScoreIsLessThan',
  'ExtendMaximumAssignments',
  'ExtendMinimumTimeInSeconds',
  'ApproveIfWorkerAgreementScoreIsAtLeast',
  'RejectIfWorkerAgreementScoreIsLessThan',
  'RejectReason',
  // Amazon's own samples carry it, though no page describes it: one assignment at a time is what happens anyway.
  'ExtendAssignments',
] as const;

/** Other spellings, of Amazon's example and of old libraries. */
const otherSpellings: Readonly<Record<string, string>> = {
  QuestionIDs: 'QuestionIds',
  ApproveIfWorkerAgreementScoreIsNotLessThan: 'ApproveIfWorkerAgreementScoreIsAtLeast',
};

const mostQuestions = 15;
const defaultMaximumAssignments = 5;
const year = 31_536_000;
const percent = { min: 0, max: 101 };
const anyCount = { min: 0, max: 1_000_000_000 };

/** Reads an AssignmentReviewPolicy. Never throws. */
export function readAssignmentReviewPolicy(document: ReviewPolicyDocument): PolicyResult<KnownAnswersPolicy> {
  return reading(document, knownAnswersName, knownAnswersKeys, given => ({
    name: knownAnswersName,
    answerKey: given.map('AnswerKey'),
    approveAtLeast: given.integer('ApproveIfKnownAnswerScoreIsAtLeast', percent),
    approveReason: given.text('ApproveReason'),
    rejectBelow: given.integer('RejectIfKnownAnswerScoreIsLessThan', percent),
    rejectReason: given.text('RejectReason') ?? '',
    extension: extension(given, 'ExtendIfKnownAnswerScoreIsLessThan', percent, { min: 2, max: 25 }),
  }));
}

/** Reads a HITReviewPolicy. Never throws. */
export function readHITReviewPolicy(document: ReviewPolicyDocument): PolicyResult<PluralityPolicy> {
  return reading(document, pluralityName, pluralityKeys, given => {
    const threshold = given.integer('QuestionAgreementThreshold', anyCount);
    if (threshold === undefined) throw new Refusal('QuestionAgreementThreshold is missing');
    return {
      name: pluralityName,
      questions: questions(given),
      threshold,
      disregardRejected: given.boolean('DisregardAssignmentIfRejected') ?? false,
      disregardKnownBelow: given.integer('DisregardAssignmentIfKnownAnswerScoreIsLessThan', anyCount),
      approveAtLeast: given.integer('ApproveIfWorkerAgreementScoreIsAtLeast', anyCount),
      approveReason: undefined,
      rejectBelow: given.integer('RejectIfWorkerAgreementScoreIsLessThan', anyCount),
      rejectReason: given.text('RejectReason') ?? '',
      extension: extension(given, 'ExtendIfHITAgreementScoreIsLessThan', { min: 1, max: 100 }, anyCount),
    };
  });
}

function extension<K extends string>(
  given: Given<K | 'ExtendMaximumAssignments' | 'ExtendMinimumTimeInSeconds'>,
  key: K,
  scores: Bounds,
  most: Bounds,
): Extension | undefined {
  const below = given.integer(key, scores);
  const maxAssignments = given.integer('ExtendMaximumAssignments', most) ?? defaultMaximumAssignments;
  const seconds = given.integer('ExtendMinimumTimeInSeconds', { min: 60, max: year }) ?? 0;
  return below === undefined ? undefined : { below, maxAssignments, seconds };
}

/** A list of ids, or one text with commas between them. */
function questions(given: Given<'QuestionIds'>): string[] {
  const values = given.values('QuestionIds');
  const ids = (values.length === 1 ? (values[0] ?? '').split(',') : values)
    .map(id => id.trim())
    .filter(id => id !== '');
  if (ids.length === 0) throw new Refusal('QuestionIds is missing');
  if (ids.length > mostQuestions) throw new Refusal(`QuestionIds names more than ${mostQuestions} questions`);
  return [...new Set(ids)];
}

class Refusal extends Error {}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Parameters by name, read into types; each throws Refusal. */
interface Given<K extends string> {
  values(key: K): readonly string[];
  text(key: K): string | undefined;
  integer(key: K, bounds: Bounds): number | undefined;
  boolean(key: K): boolean | undefined;
  map(key: K): ReadonlyMap<string, ReadonlySet<string>>;
}

function reading<K extends string, P>(
  document: ReviewPolicyDocument,
  name: string,
  keys: readonly K[],
  read: (given: Given<K>) => P,
): PolicyResult<P> {
  try {
    if (document.PolicyName !== name) throw new Refusal(`the policy must be ${name}, not ${document.PolicyName}`);
    return { ok: true, policy: read(givenBy(document.Parameters ?? [], keys)) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

function givenBy<K extends string>(parameters: readonly PolicyParameter[], keys: readonly K[]): Given<K> {
  const byKey = new Map<string, PolicyParameter>();
  for (const parameter of parameters) {
    const spelled = (parameter.Key ?? '').trim();
    const key = (Object.hasOwn(otherSpellings, spelled) ? otherSpellings[spelled] : undefined) ?? spelled;
    if (!(keys as readonly string[]).includes(key)) throw new Refusal(`it has no parameter ${spelled}`);
    if (byKey.has(key)) throw new Refusal(`${key} is given twice`);
    byKey.set(key, parameter);
  }
  const text = (key: K): string | undefined => {
    const values = byKey.get(key)?.Values ?? [];
    if (values.length > 1) throw new Refusal(`${key} takes one value`);
    return values[0];
  };
  return {
    values: key => byKey.get(key)?.Values ?? [],
    text,
    integer: (key, { min, max }) => {
      const value = text(key)?.trim();
      if (value === undefined) return undefined;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < min || number > max)
        throw new Refusal(`${key} takes a whole number from ${min} to ${max}`);
      return number;
    },
    boolean: key => {
      const value = text(key)?.trim().toLowerCase();
      if (value === undefined) return undefined;
      if (value === 't' || value === 'true') return true;
      if (value === 'f' || value === 'false') return false;
      throw new Refusal(`${key} takes true or false`);
    },
    map: key => {
      const entries = byKey.get(key)?.MapEntries ?? [];
      if (entries.length === 0) throw new Refusal(`${key} is missing`);
      const map = new Map<string, ReadonlySet<string>>();
      for (const entry of entries) {
        if (!entry.Key) throw new Refusal(`an entry of ${key} has no Key`);
        if (map.has(entry.Key)) throw new Refusal(`${key} names ${entry.Key} twice`);
        map.set(entry.Key, valueSet(entry.Values ?? []));
      }
      return map;
    },
  };
}

/** Values as they are compared: without white space around them, and without empty ones. */
export function valueSet(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.map(value => value.trim()).filter(value => value !== ''));
}
