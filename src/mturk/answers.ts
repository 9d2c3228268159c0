/** A worker's answers as the service carries them: a QuestionFormAnswers document (mturk-api.md §6.6, §6.12). */
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

/** Writes answers as the service would return them. */
export function encodeAnswers(answers: readonly Answer[]): string {
  const body = answers.map(
    ({ question, value }) =>
      `<Answer><QuestionIdentifier>${escapeXml(question)}</QuestionIdentifier>${encodeValue(value)}</Answer>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><QuestionFormAnswers xmlns="${answersNamespace}">${body.join('')}</QuestionFormAnswers>`;
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

/** One answer field as people read it. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/**
 * Flattens answers to named fields: `taskAnswers` of a crowd-form is JSON with one object (§6.12), whose members become
 * fields of their own; selections are joined; everything else is its text.
 */
export function answerFields(answers: readonly Answer[]): Field[] {
  return answers.flatMap(({ question, value }) => {
    if (value.kind === 'text' && question === 'taskAnswers') {
      const members = crowdFormMembers(value.text);
      if (members) return members;
    }
    return [{ name: question, text: answerText(value) }];
  });
}

/** An answer's value as one line of text. */
export function answerText(value: AnswerValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'selection':
      return [...value.selected, ...(value.other === undefined ? [] : [`other: ${value.other}`])].join(', ');
    case 'upload':
      return value.bytes === undefined ? value.key : `${value.key} (${value.bytes} bytes)`;
  }
}

function crowdFormMembers(json: string): Field[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const tasks = Array.isArray(parsed) ? parsed : [parsed];
  if (tasks.length === 0 || !tasks.every(isRecord)) return undefined;
  return tasks.flatMap((task, index) =>
    Object.entries(task).map(([name, value]) => ({
      name: tasks.length > 1 ? `${name}[${index}]` : name,
      text: typeof value === 'string' ? value : JSON.stringify(value),
    })),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
