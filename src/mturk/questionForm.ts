/** QuestionForm: the questions that the worker site itself shows, and qualification tests (reference.md §6.4). */
import { type Content, readContent, readSelectionContent, type SelectionContent } from './questionFormContent.ts';
import {
  anyOf,
  booleanOf,
  choiceOf,
  identifierOf,
  integerAttribute,
  integerOf,
  type Read,
  readDocument,
  refuse,
  sequence,
  textOf,
} from './schemaReader.ts';
import type { Element } from './xml.ts';

export type { Content, SelectionContent } from './questionFormContent.ts';

const schemas = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas';
export const questionFormNamespaces = [
  `${schemas}/2017-11-06/QuestionForm.xsd`,
  `${schemas}/2005-10-01/QuestionForm.xsd`,
] as const;

export interface QuestionForm {
  /** Overviews and questions in their order. */
  readonly parts: readonly FormPart[];
}

export type FormPart =
  | { readonly kind: 'overview'; readonly content: readonly Content[] }
  | { readonly kind: 'question'; readonly question: FormQuestion };

export interface FormQuestion {
  /** Unique in its form. */
  readonly identifier: string;
  readonly displayName: string | undefined;
  /** Also true where a minimum length asks for text. */
  readonly required: boolean;
  readonly content: readonly Content[];
  readonly answer: AnswerSpecification;
}

export type AnswerSpecification =
  | ({ readonly kind: 'freeText' } & FreeTextAnswer)
  | ({ readonly kind: 'selection' } & SelectionAnswer)
  | { readonly kind: 'fileUpload'; readonly minBytes: number; readonly maxBytes: number };

export interface FreeTextAnswer {
  /** There when the text must be a number; bounds are inclusive. */
  readonly numeric: { readonly min?: number; readonly max?: number } | undefined;
  /** In characters, inclusive. */
  readonly length: { readonly min?: number; readonly max?: number };
  /** All of them must match. */
  readonly formats: readonly AnswerFormat[];
  readonly defaultText: string | undefined;
  /** How many lines the field should have. */
  readonly lines: number;
}

export interface AnswerFormat {
  /** A regular expression in JavaScript's syntax, not anchored. */
  readonly regex: string;
  readonly errorText: string;
  readonly ignoreCase: boolean;
}

export const selectionStyles = ['radiobutton', 'checkbox', 'list', 'dropdown', 'combobox', 'multichooser'] as const;
export type SelectionStyle = (typeof selectionStyles)[number];

export interface SelectionAnswer {
  /** How many must be chosen at least, once anything is. */
  readonly min: number;
  readonly max: number;
  readonly style: SelectionStyle | undefined;
  readonly selections: readonly Selection[];
  /** There when a worker may write an answer that is not among the selections. */
  readonly other: FreeTextAnswer | undefined;
}

export interface Selection {
  /** Unique in its question. */
  readonly identifier: string;
  readonly content: SelectionContent;
}

/** Reads a QuestionForm strictly by its schema. Never throws. */
export function parseQuestionForm(xml: string): Read<QuestionForm> {
  return readDocument(xml, 'QuestionForm', questionFormNamespaces, readQuestionForm);
}

/** The questions of a form without what is between them. */
export function questionsOf(form: QuestionForm): FormQuestion[] {
  return form.parts.flatMap(part => (part.kind === 'question' ? [part.question] : []));
}

/** The style to show a selection in: the suggested one where it can express the allowed counts. */
export function styleOf({ style, max }: SelectionAnswer): SelectionStyle {
  const single = style === 'radiobutton' || style === 'dropdown' || style === 'combobox';
  if (style && !(single && max > 1)) return style;
  return max > 1 ? 'checkbox' : 'radiobutton';
}

function readQuestionForm(root: Element): QuestionForm {
  const known = new Set<string>();
  const parts = anyOf(root, ['Overview', 'Question']).map((element): FormPart => {
    if (element.name === 'Overview') return { kind: 'overview', content: readContent(element) };
    const question = readQuestion(element);
    if (known.has(question.identifier)) refuse(element, `the QuestionIdentifier ${question.identifier} is used twice`);
    known.add(question.identifier);
    return { kind: 'question', question };
  });
  return { parts };
}

function readQuestion(element: Element): FormQuestion {
  const reader = sequence(element);
  const identifier = identifierOf(reader.one('QuestionIdentifier'));
  const displayName = reader.optional('DisplayName');
  const isRequired = reader.optional('IsRequired');
  const content = readContent(reader.one('QuestionContent'));
  const specification = sequence(reader.one('AnswerSpecification'));
  const answer = readSpecification(specification.choice(['FreeTextAnswer', 'SelectionAnswer', 'FileUploadAnswer']));
  specification.end();
  reader.end();
  const textIsRequired = answer.kind === 'freeText' && (answer.length.min ?? 0) > 0;
  return {
    identifier,
    displayName: displayName && textOf(displayName).trim(),
    required: (isRequired !== undefined && booleanOf(isRequired)) || textIsRequired,
    content,
    answer,
  };
}

function readSpecification(element: Element): AnswerSpecification {
  switch (element.name) {
    case 'FreeTextAnswer':
      return { kind: 'freeText', ...readFreeText(element) };
    case 'SelectionAnswer':
      return { kind: 'selection', ...readSelectionAnswer(element) };
    default: {
      const reader = sequence(element);
      const bounds = { min: 1, max: 2_000_000_000 };
      const maxBytes = integerOf(reader.one('MaxFileSizeInBytes'), bounds);
      const minBytes = integerOf(reader.one('MinFileSizeInBytes'), bounds);
      reader.end();
      return { kind: 'fileUpload', minBytes, maxBytes };
    }
  }
}

function readFreeText(element: Element): FreeTextAnswer {
  const reader = sequence(element);
  const constraints = readConstraints(reader.optional('Constraints'));
  const defaultText = reader.optional('DefaultText');
  const lines = reader.optional('NumberOfLinesSuggestion');
  reader.end();
  return {
    ...constraints,
    defaultText: defaultText && textOf(defaultText),
    lines: lines ? integerOf(lines, { min: 1 }) : 1,
  };
}

function readConstraints(element: Element | undefined): Pick<FreeTextAnswer, 'numeric' | 'length' | 'formats'> {
  if (!element) return { numeric: undefined, length: {}, formats: [] };
  const reader = sequence(element);
  const numeric = reader.optional('IsNumeric');
  const length = reader.optional('Length');
  const formats = reader.many('AnswerFormatRegex', 0).map(readFormat);
  reader.end();
  return {
    numeric: numeric && range(numeric, integerAttribute(numeric, 'minValue'), integerAttribute(numeric, 'maxValue')),
    length: length
      ? range(
          length,
          integerAttribute(length, 'minLength', { min: 0 }),
          integerAttribute(length, 'maxLength', { min: 1 }),
        )
      : {},
    formats,
  };
}

function range(element: Element, min: number | undefined, max: number | undefined) {
  if (min !== undefined && max !== undefined && min > max)
    refuse(element, `${element.name} has a minimum of ${min}, which is more than its maximum of ${max}`);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function readFormat(element: Element): AnswerFormat {
  const { regex, errorText, flags } = element.attributes;
  if (regex === undefined) return refuse(element, 'AnswerFormatRegex lacks the attribute regex');
  return { regex, errorText: errorText ?? 'Invalid input supplied.', ignoreCase: flags?.includes('i') ?? false };
}

function readSelectionAnswer(element: Element): SelectionAnswer {
  const reader = sequence(element);
  const min = reader.optional('MinSelectionCount');
  const max = reader.optional('MaxSelectionCount');
  const style = reader.optional('StyleSuggestion');
  const list = sequence(reader.one('Selections'));
  const known = new Set<string>();
  const selections = list.many('Selection', 1).map(selection => {
    const read = readSelection(selection);
    if (known.has(read.identifier)) refuse(selection, `the SelectionIdentifier ${read.identifier} is used twice`);
    known.add(read.identifier);
    return read;
  });
  const other = list.optional('OtherSelection');
  list.end();
  reader.end();
  const counts = {
    min: min ? integerOf(min, { min: 0 }) : 1,
    max: max ? integerOf(max, { min: 1 }) : 1,
  };
  if (counts.min > counts.max)
    refuse(element, `MinSelectionCount is ${counts.min}, which is more than MaxSelectionCount, ${counts.max}`);
  return {
    ...counts,
    style: style && choiceOf(style, selectionStyles),
    selections,
    other: other && readFreeText(other),
  };
}

function readSelection(element: Element): Selection {
  const reader = sequence(element);
  const identifier = identifierOf(reader.one('SelectionIdentifier'));
  const content = readSelectionContent(reader.choice(['Text', 'FormattedContent', 'Binary']));
  reader.end();
  return { identifier, content };
}
