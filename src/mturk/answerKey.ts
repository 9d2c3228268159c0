/** AnswerKey: how a qualification test is scored without a person (reference.md §6.7). */
import type { Answer } from './answers.ts';
import { decimalOf, identifierOf, integerOf, type Read, readDocument, sequence } from './schemaReader.ts';
import type { Element } from './xml.ts';

export const answerKeyNamespace =
  'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/AnswerKey.xsd';

export interface AnswerKey {
  readonly questions: readonly KeyQuestion[];
  readonly mapping: ScoreMapping;
}

export interface KeyQuestion {
  readonly identifier: string;
  readonly options: readonly { readonly selected: readonly string[]; readonly score: number }[];
  /** For an answer that is none of the options. */
  readonly defaultScore: number;
}

/** How the sum of all questions' scores becomes the value of the qualification. */
export type ScoreMapping =
  | { readonly kind: 'sum' }
  | { readonly kind: 'percentage'; readonly maximum: number }
  | { readonly kind: 'scale'; readonly multiplier: number }
  | {
      readonly kind: 'range';
      /** Bounds are inclusive; where ranges overlap the first counts. */
      readonly ranges: readonly { readonly lower: number; readonly upper: number; readonly value: number }[];
      readonly otherwise: number;
    };

/** Reads an AnswerKey strictly by its schema. Never throws. */
export function parseAnswerKey(xml: string): Read<AnswerKey> {
  return readDocument(xml, 'AnswerKey', [answerKeyNamespace], root => {
    const reader = sequence(root);
    const questions = reader.many('Question', 1).map(readQuestion);
    const mapping = reader.optional('QualificationValueMapping');
    reader.end();
    return { questions, mapping: mapping ? readMapping(mapping) : { kind: 'sum' } };
  });
}

/** The value of the qualification that these answers earn, a whole number. A question without an answer scores its default. */
export function scoreOf(key: AnswerKey, answers: readonly Answer[]): number {
  const sum = key.questions.reduce((total, question) => total + questionScore(question, answers), 0);
  return Math.min(Math.max(mapped(key.mapping, sum), lowest), highest) + 0;
}

// A qualification's value is an int of the wire's; adding zero makes a negative zero plain.
const lowest = -2_147_483_648;
const highest = 2_147_483_647;

function questionScore({ identifier, options, defaultScore }: KeyQuestion, answers: readonly Answer[]): number {
  const value = answers.find(answer => answer.question === identifier)?.value;
  if (value?.kind !== 'selection' || value.other !== undefined) return defaultScore;
  const chosen = new Set(value.selected);
  const right = options.find(
    ({ selected }) => new Set(selected).size === chosen.size && selected.every(each => chosen.has(each)),
  );
  return right?.score ?? defaultScore;
}

function mapped(mapping: ScoreMapping, sum: number): number {
  switch (mapping.kind) {
    case 'sum':
      return sum;
    case 'percentage':
      return Math.round((sum * 100) / mapping.maximum);
    case 'scale':
      return Math.round(sum * mapping.multiplier);
    case 'range':
      return mapping.ranges.find(({ lower, upper }) => sum >= lower && sum <= upper)?.value ?? mapping.otherwise;
  }
}

function readQuestion(element: Element): KeyQuestion {
  const reader = sequence(element);
  const identifier = identifierOf(reader.one('QuestionIdentifier'));
  const options = reader.many('AnswerOption', 1).map(option => {
    const inner = sequence(option);
    const selected = inner.many('SelectionIdentifier', 1).map(identifierOf);
    const score = integerOf(inner.one('AnswerScore'));
    inner.end();
    return { selected, score };
  });
  const defaultScore = reader.optional('DefaultScore');
  reader.end();
  return { identifier, options, defaultScore: defaultScore ? integerOf(defaultScore) : 0 };
}

function readMapping(element: Element): ScoreMapping {
  const outer = sequence(element);
  const chosen = outer.choice(['PercentageMapping', 'ScaleMapping', 'RangeMapping']);
  outer.end();
  const reader = sequence(chosen);
  const mapping = readKind(chosen.name);
  reader.end();
  return mapping;

  function readKind(name: string): ScoreMapping {
    if (name === 'PercentageMapping')
      return { kind: 'percentage', maximum: integerOf(reader.one('MaximumSummedScore'), { min: 1 }) };
    if (name === 'ScaleMapping') return { kind: 'scale', multiplier: decimalOf(reader.one('SummedScoreMultiplier')) };
    const ranges = reader.many('SummedScoreRange', 1).map(range => {
      const inner = sequence(range);
      const lower = integerOf(inner.one('InclusiveLowerBound'));
      const upper = integerOf(inner.one('InclusiveUpperBound'));
      const value = integerOf(inner.one('QualificationValue'));
      inner.end();
      return { lower, upper, value };
    });
    return { kind: 'range', ranges, otherwise: integerOf(reader.one('OutOfRangeQualificationValue')) };
  }
}
