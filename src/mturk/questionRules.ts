/** What the service refuses in a HIT's Question, beyond telling its kind (reference.md §6.3 to §6.5). */
import { isLoopback } from './loopback.ts';
import { parseQuestionForm, questionsOf } from './questionForm.ts';
import { questionNamespaces } from './questionKinds.ts';
import { integerOf, type Read, readDocument, refuse, sequence, textOf } from './schemaReader.ts';
import { type Element, parseXml } from './xml.ts';

/** Of the whole document, in bytes of UTF-8. */
export const longestQuestion = 65_535;

export interface QuestionProblem {
  /** What the service's error says: that XML or XHTML can't be parsed, or that a value is wrong. */
  readonly kind: 'xml' | 'xhtml' | 'parameter';
  /** A clause in words, with the place. */
  readonly reason: string;
  /** Of the document, from 1, where it is known. */
  readonly line?: number;
  /** In the line, behind what is wrong. */
  readonly column?: number;
}

export interface QuestionRules {
  /** From where an ExternalURL may be http: Amazon's service wants https, except that this machine's own hosts need none. */
  readonly externalHttp: 'loopback' | 'anywhere';
  /** Bytes of UTF-8 of the whole document; {@link longestQuestion} unless given. */
  readonly longest?: number;
  /** Whether characters beyond U+FFFF are taken. */
  readonly astral?: boolean;
}

/** Returns what is wrong with a Question, or nothing. Never throws. */
export function questionProblem(xml: string, rules: QuestionRules): QuestionProblem | undefined {
  const size = new TextEncoder().encode(xml).length;
  const { longest = longestQuestion } = rules;
  if (size > longest) return { kind: 'parameter', reason: `the Question has ${size} bytes, and may have ${longest}` };
  const astral = !rules.astral && /[\u{10000}-\u{10FFFF}]/u.exec(xml);
  if (astral)
    return {
      kind: 'parameter',
      reason: `the Question has the character “${astral[0]}” in line ${lineOf(xml, astral.index)}, and characters beyond U+FFFF are not taken`,
    };
  const document = parseXml(xml);
  const name = document.ok ? document.root.name : 'QuestionForm';
  switch (name) {
    case 'ExternalQuestion':
      return problemOf(readDocument(xml, name, questionNamespaces[name], root => checkExternal(root, rules)));
    case 'HTMLQuestion':
      return problemOf(readDocument(xml, name, questionNamespaces[name], checkHtml));
    case 'QuestionForm':
      return formProblem(xml);
    default:
      return {
        kind: 'xml',
        reason: `the document is a ${name}, not an ExternalQuestion, an HTMLQuestion or a QuestionForm`,
      };
  }
}

function lineOf(xml: string, index: number): number {
  return xml.slice(0, index).split('\n').length;
}

function problemOf(read: Read<unknown>): QuestionProblem | undefined {
  return read.ok ? undefined : read.problem;
}

/** What the service adds to the address of a task. */
const reservedParameters = ['assignmentId', 'hitId', 'workerId', 'turkSubmitTo'] as const;

function checkExternal(root: Element, { externalHttp }: QuestionRules): void {
  const reader = sequence(root);
  const element = reader.one('ExternalURL');
  const text = textOf(element).trim();
  checkFrameHeight(reader.one('FrameHeight'));
  reader.end();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:\/\//i.test(text)) refuse(element, `ExternalURL must be an https address, and is "${text}"`);
  if (url.protocol === 'http:' && externalHttp === 'loopback' && !isLoopback(url.hostname))
    refuse(element, `ExternalURL must be an https address, and is "${text}"`);
  const taken = reservedParameters.find(name => url.searchParams.has(name));
  if (taken) refuse(element, `ExternalURL must not have the parameter ${taken}, which the service adds itself`);
}

function checkHtml(root: Element): void {
  const reader = sequence(root);
  const content = reader.one('HTMLContent');
  if (textOf(content).trim() === '') refuse(content, 'HTMLContent is empty');
  checkFrameHeight(reader.one('FrameHeight'));
  reader.end();
}

function checkFrameHeight(element: Element): void {
  integerOf(element, { min: 0 });
}

function formProblem(xml: string): QuestionProblem | undefined {
  const form = parseQuestionForm(xml);
  if (!form.ok) return form.problem;
  const upload = questionsOf(form.value).find(question => question.answer.kind === 'fileUpload');
  return (
    upload && {
      kind: 'parameter',
      reason: `question ${upload.identifier} has a FileUploadAnswer, which has not been supported since 12 December 2017`,
    }
  );
}
