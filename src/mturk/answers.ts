/** A worker's answers as the service carries them: a QuestionFormAnswers document (reference.md §6.6, §6.12). */
import { ExactNumber, exactJsonText, parseExactJson } from './exactJson.ts';
import { numberIn } from './numbers.ts';
import { readPlainAnswers } from './plainAnswers.ts';
import { childOf, childrenOf, type Element, escapeXml, parseXml } from './xml.ts';

export const answersNamespace =
  'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd';

export type AnswerValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'selection'; readonly selected: readonly string[]; readonly other?: string }
  | { readonly kind: 'upload'; readonly key: string; readonly bytes?: number };

export interface Answer {
  readonly question: string;
  readonly value: AnswerValue;
}

export type DecodedAnswers =
  | { readonly ok: true; readonly answers: readonly Answer[] }
  | { readonly ok: false; readonly raw: string; readonly reason: string };

/** Decodes an assignment's Answer. Never throws: what can't be read comes back raw with the reason. */
export function decodeAnswers(xml: string): DecodedAnswers {
  if (xml.trim() === '') return { ok: true, answers: [] };
  const plain = readPlainAnswers(xml);
  if (plain)
    return {
      ok: true,
      answers: plain.map(([question, text]) => ({ question: question.trim(), value: { kind: 'text', text } })),
    };
  return decodeDocument(xml);
}

/** Decodes by parsing the document, whatever form it has. */
export function decodeDocument(xml: string): DecodedAnswers {
  const document = parseXml(xml);
  if (!document.ok) return { ok: false, raw: xml, reason: `${document.reason} (line ${document.line})` };
  if (document.root.name !== 'QuestionFormAnswers')
    return { ok: false, raw: xml, reason: `the document is a ${document.root.name}, not a QuestionFormAnswers` };
  return { ok: true, answers: childrenOf(document.root, 'Answer').map(decodeAnswer) };
}

function decodeAnswer(element: Element): Answer {
  const question = childOf(element, 'QuestionIdentifier')?.text.trim() ?? '';
  const uploadKey = childOf(element, 'UploadedFileKey');
  if (uploadKey) {
    const bytes = Number(childOf(element, 'UploadedFileSizeInBytes')?.text);
    return {
      question,
      value: { kind: 'upload', key: uploadKey.text, ...(Number.isFinite(bytes) ? { bytes } : {}) },
    };
  }
  const selected = childrenOf(element, 'SelectionIdentifier').map(selection => selection.text);
  const other = childOf(element, 'OtherSelectionText')?.text;
  if (selected.length > 0 || other !== undefined)
    return { question, value: { kind: 'selection', selected, ...(other === undefined ? {} : { other }) } };
  return { question, value: { kind: 'text', text: childOf(element, 'FreeText')?.text ?? '' } };
}

/**
 * Writes answers as the service did in its last years: on one line, ASCII, everything else as character references. Readers
 * that take the declared encoding at its word and those that pass over it come to the same text (reference.md §6.6).
 */
export function encodeAnswers(answers: readonly Answer[]): string {
  const body = answers.map(
    ({ question, value }) =>
      `<Answer><QuestionIdentifier>${escapeXml(question)}</QuestionIdentifier>${encodeValue(value)}</Answer>`,
  );
  const document = `<?xml version="1.0" encoding="ASCII"?><QuestionFormAnswers xmlns="${answersNamespace}">${body.join('')}</QuestionFormAnswers>`;
  return document.replace(/[^\0-\x7F]/gu, character => `&#${character.codePointAt(0)};`);
}

function encodeValue(value: AnswerValue): string {
  switch (value.kind) {
    case 'text':
      return `<FreeText>${escapeXml(value.text)}</FreeText>`;
    case 'selection':
      return (
        value.selected.map(selected => `<SelectionIdentifier>${escapeXml(selected)}</SelectionIdentifier>`).join('') +
        (value.other === undefined ? '' : `<OtherSelectionText>${escapeXml(value.other)}</OtherSelectionText>`)
      );
    case 'upload':
      return `<UploadedFileSizeInBytes>${value.bytes ?? 0}</UploadedFileSizeInBytes><UploadedFileKey>${escapeXml(value.key)}</UploadedFileKey>`;
  }
}

export type FieldKind = 'text' | 'number' | 'boolean' | 'json' | 'choice' | 'file';

/** A text under a name, wherever it comes from: an answer, an input, a gold answer. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** One answer field as people read it. */
export interface Field extends NamedText {
  /** What the text was recognised as. */
  readonly kind: FieldKind;
}

/**
 * Flattens answers to named fields. `taskAnswers` of a crowd-form is JSON (§6.12): its members become their own fields, and
 * members of members too, `box.width` as Amazon's results name them; lists stay JSON. Numbers keep their digits. Selections are
 * joined with `separator`; everything else is its text. Order is that of the answers. Never throws.
 */
export function answerFields(answers: readonly Answer[], separator = ', '): Field[] {
  return answers.flatMap(({ question, value }) => {
    if (value.kind === 'text' && question === 'taskAnswers') {
      const members = crowdFormMembers(value.text);
      if (members) return members;
    }
    return [{ name: question, text: answerText(value, separator), kind: answerKind(value) }];
  });
}

/** An answer's value as one line of text, what was selected joined with `separator`. */
export function answerText(value: AnswerValue, separator = ', '): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'selection':
      return [...value.selected, ...(value.other === undefined ? [] : [`other: ${value.other}`])].join(separator);
    case 'upload':
      return value.bytes === undefined ? value.key : `${value.key} (${value.bytes} bytes)`;
  }
}

function answerKind(value: AnswerValue): FieldKind {
  switch (value.kind) {
    case 'text':
      return textKind(value.text);
    case 'selection':
      return 'choice';
    case 'upload':
      return 'file';
  }
}

function textKind(text: string): FieldKind {
  if (numberIn(text) !== undefined) return 'number';
  if (text === 'true' || text === 'false') return 'boolean';
  return /^\s*[[{]/.test(text) && parsed(text) !== undefined ? 'json' : 'text';
}

/** With more members than this, JSON stays JSON: what a worker sends can't make thousands of fields. */
const mostMembers = 500;
const deepestMember = 8;

function crowdFormMembers(json: string): Field[] | undefined {
  const value = parsed(json);
  const tasks = Array.isArray(value) ? value : [value];
  if (tasks.length === 0 || !tasks.every(isRecord)) return undefined;
  const fields: Field[] = [];
  const add = (name: string, member: unknown, depth: number): void => {
    if (fields.length > mostMembers) return;
    if (isRecord(member) && depth < deepestMember && Object.keys(member).length > 0)
      for (const [key, inner] of Object.entries(member)) add(`${name}.${key}`, inner, depth + 1);
    else fields.push(memberField(name, member));
  };
  try {
    for (const [index, task] of tasks.entries())
      for (const [name, member] of Object.entries(task)) add(tasks.length > 1 ? `${name}[${index}]` : name, member, 1);
  } catch {
    // What is nested deeper than the stack can't be written as JSON again.
    return undefined;
  }
  return fields.length > mostMembers ? undefined : fields;
}

function memberField(name: string, member: unknown): Field {
  if (member instanceof ExactNumber) return { name, text: member.text, kind: 'number' };
  switch (typeof member) {
    case 'string':
      return { name, text: member, kind: textKind(member) };
    case 'number':
    case 'boolean':
      return { name, text: String(member), kind: typeof member === 'number' ? 'number' : 'boolean' };
    default:
      return { name, text: exactJsonText(member), kind: 'json' };
  }
}

/** `undefined` for what is not JSON, which can't stand for `undefined` itself. */
function parsed(json: string): unknown {
  try {
    return parseExactJson(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
