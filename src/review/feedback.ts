/**
 * Messages to workers with placeholders, filled in for one assignment at a time: `{worker}`, `{title}`, `{hit}`,
 * `{assignment}`, `{minutes}` and `{answer.NAME}`. Doubled braces stand for themselves.
 */

/** As long as clients of the service ever sent: RequesterFeedback of reference.md §3.2. Characters. */
export const longestFeedback = 1024;

/** Of an answer, a message quotes so much at most. Characters. */
const longestQuote = 200;

/** Fields that are named where one was not found. */
const mostNames = 8;

/** What placeholders stand for, beside `answer.NAME`. */
export const placeholders = {
  worker: 'the worker’s ID',
  title: 'the HIT’s title',
  hit: 'the HIT’s ID',
  assignment: 'the assignment’s ID',
  minutes: 'the minutes from accepting to submitting',
} as const;
type Placeholder = keyof typeof placeholders;

/** All of them, as they are written. */
export const knownPlaceholders = [...Object.keys(placeholders), 'answer.NAME'].map(name => `{${name}}`).join(', ');

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly name: Placeholder }
  /** With the offsets of the placeholder in the message. */
  | { readonly kind: 'answer'; readonly field: string; readonly start: number; readonly end: number };

/** A message that can be filled in: its placeholders are known. */
export interface Template {
  readonly parts: readonly Part[];
}

type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | {
      readonly ok: false;
      /** What is wrong, a sentence. */
      readonly problem: string;
      /** The placeholder that does not exist, with its offsets in the message. */
      readonly placeholder: string;
      readonly start: number;
      readonly end: number;
    };

/** What a message may say of one assignment. */
export interface FeedbackFacts {
  readonly worker: string;
  readonly title: string;
  readonly hit: string;
  readonly assignment: string;
  /** From accepting to submitting, in milliseconds. */
  readonly spent: number;
  /** The answer fields by name; missing where they could not be read. */
  readonly answers: ReadonlyMap<string, string> | undefined;
}

export type Filled =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** Why not for this assignment, a clause. */
      readonly problem: string;
    };

const partPattern = /\{\{|\}\}|\{([^{}]*)\}/g;

/** Reads a message. An unknown placeholder is a problem, named in its words. */
export function parseTemplate(text: string): ParsedTemplate {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(partPattern)) {
    const [whole, name] = match;
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    const span = { start: match.index, end: match.index + whole.length };
    at = span.end;
    const part = name === undefined ? ({ kind: 'text', text: whole.slice(1) } as const) : partOf(name.trim(), span);
    if (!part) return { ok: false, problem: unknownText(whole), placeholder: whole, ...span };
    parts.push(part);
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return { ok: true, template: { parts } };
}

function partOf(name: string, span: { readonly start: number; readonly end: number }): Part | undefined {
  if (Object.hasOwn(placeholders, name)) return { kind: 'fact', name: name as Placeholder };
  const field = /^answer\.(.+)$/.exec(name)?.[1];
  return field === undefined ? undefined : { kind: 'answer', field, ...span };
}

function unknownText(placeholder: string): string {
  return `There is no placeholder ${placeholder}. There are: ${knownPlaceholders}. Write {{ and }} for braces.`;
}

/** A text as a message that says exactly that. */
export function literal(text: string): string {
  return text.replace(/[{}]/g, brace => brace + brace);
}

/** Whether every worker gets another text. */
export function isPersonal({ parts }: Template): boolean {
  return parts.some(({ kind }) => kind !== 'text');
}

/** Whether it quotes answers, which have to be read for it. */
export function quotesAnswers({ parts }: Template): boolean {
  return parts.some(({ kind }) => kind === 'answer');
}

/** Fills a message in for one assignment: exactly what its worker reads. */
export function fill({ parts }: Template, facts: FeedbackFacts): Filled {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'fact') text += factText(part.name, facts);
    else {
      if (!facts.answers) return { ok: false, problem: 'its answer could not be read' };
      const answer = facts.answers.get(part.field);
      if (answer === undefined) return { ok: false, problem: missingText(part.field, facts.answers) };
      text += quote(answer);
    }
  }
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'the message is empty' };
  const { length } = trimmed;
  return length > longestFeedback
    ? { ok: false, problem: `the message has ${length} characters, and ${longestFeedback} are allowed` }
    : { ok: true, text: trimmed };
}

function missingText(field: string, answers: ReadonlyMap<string, string>): string {
  const names = [...answers.keys()].slice(0, mostNames).map(name => `“${name}”`);
  return `its answer has no field “${field}”${names.length > 0 ? `, but ${names.join(', ')}` : ''}`;
}

function factText(name: Placeholder, facts: FeedbackFacts): string {
  return name === 'minutes' ? minutesText(facts.spent) : facts[name];
}

/** Whole minutes; below ten, with the tenth that tells 20 seconds from nothing. */
function minutesText(spent: number): string {
  const minutes = Math.max(0, spent) / 60_000;
  return minutes < 10 ? String(Math.round(minutes * 10) / 10) : String(Math.round(minutes));
}

/** A worker's own words: one line, and no more of them than belong in a message. */
function quote(answer: string): string {
  const characters = [...answer.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()];
  return characters.length > longestQuote ? `${characters.slice(0, longestQuote - 1).join('')}…` : characters.join('');
}
