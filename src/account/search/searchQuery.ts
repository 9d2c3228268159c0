/**
 * The search line of the HITs view as a value: words and phrases, fields with comparisons, negation. All of them must hold.
 * `status:reviewable reward>0.5 -"pilot" worker:A2YU expires<2d`
 */
import { type Cents, parseAmount } from '../../mturk/money.ts';
import { parseSpan } from '../../mturk/times.ts';
import { noteMarks } from '../notes.ts';

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** Fields that hold a text; a part of it is enough, in any case. */
export const textFields = [
  'title',
  'annotation',
  'keywords',
  'description',
  'id',
  'type',
  'group',
  'worker',
  'note',
] as const;
/** Fields that hold a number. */
export const numberFields = ['max', 'available', 'working', 'unreviewed', 'reviewed'] as const;
/** Fields that hold a moment, compared by how far it is from now: `expires<2d` ends within two days, `created>1w` is older than a week. */
export const timeFields = ['created', 'expires', 'deadline'] as const;
/** States that a HIT can be asked for, beside those of the service. */
export const states = [
  'assignable',
  'unassignable',
  'reviewable',
  'reviewing',
  'unknown',
  'open',
  'expired',
  'unreviewed',
  'done',
] as const;

/** What can be asked of marks: one of them, a note's text, anything at all. */
export const markStates = [...noteMarks, 'note', 'any'] as const;

export type MarkState = (typeof markStates)[number];
export type TextField = (typeof textFields)[number];
export type NumberField = (typeof numberFields)[number];
type TimeField = (typeof timeFields)[number];
export type State = (typeof states)[number];

export type Condition =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'text'; readonly field: TextField; readonly text: string }
  | { readonly kind: 'status'; readonly state: State }
  | { readonly kind: 'mark'; readonly mark: MarkState }
  | { readonly kind: 'reward'; readonly comparison: Comparison; readonly amount: Cents }
  | { readonly kind: 'number'; readonly field: NumberField; readonly comparison: Comparison; readonly value: number }
  /** Milliseconds. */
  | { readonly kind: 'time'; readonly field: TimeField; readonly comparison: Comparison; readonly span: number };

export interface Term {
  readonly not: boolean;
  readonly condition: Condition;
}

export type Query = readonly Term[];

type Parsed =
  | { readonly ok: true; readonly query: Query }
  | {
      readonly ok: false;
      /** What is wrong, a sentence. */
      readonly problem: string;
    };

/** A term: a minus perhaps, a field with its comparison perhaps, then a phrase in quotes or a word. */
const termPattern = /(-?)(?:([a-z]+)(<=|>=|[:=<>]))?(?:"([^"]*)("?)|([^\s"]+))?/giy;

/** Reads a search line. An unknown field is a problem only where it has the form of one: `colour:red`. */
export function parseQuery(line: string): Parsed {
  const query: Term[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    if (at >= line.length) return { ok: true, query };
    termPattern.lastIndex = at;
    const match = termPattern.exec(line);
    const [whole = '', minus = '', name = '', sign = ':', phrase, closing, word] = match ?? [];
    if (whole === '') return { ok: false, problem: `“${line.slice(at)}” can’t be read.` };
    at += whole.length;
    if (phrase !== undefined && closing === '')
      return { ok: false, problem: `The quotation “${phrase} is not closed.` };
    const value = phrase ?? word ?? '';
    if (name === '' && value === '') return { ok: false, problem: 'Put “-” directly before what to exclude.' };
    const condition = name === '' ? words(value) : fieldCondition(name.toLowerCase(), sign, value);
    if (typeof condition === 'string') return { ok: false, problem: condition };
    query.push({ not: minus === '-', condition });
  }
}

function words(text: string): Condition {
  return { kind: 'words', text: text.toLowerCase() };
}

/** Names that fields and states had in version 0.1: saved filters may hold them. */
const formerNames: ReadonlyMap<string, string> = new Map([['waiting', 'unreviewed']]);

function fieldCondition(typed: string, sign: string, value: string): Condition | string {
  const name = formerNames.get(typed) ?? typed;
  if (value === '') return `“${name}${sign}” needs a value.`;
  const comparison = sign === ':' ? '=' : (sign as Comparison);
  const text = oneOf(textFields, name);
  if (text || name === 'status' || name === 'mark') {
    if (comparison !== '=') return `“${name}” can’t be compared with ${sign}, use “${name}:…”.`;
    if (text) return { kind: 'text', field: text, text: value.toLowerCase() };
    if (name === 'mark') {
      const mark = oneOf(markStates, value.toLowerCase());
      return mark ? { kind: 'mark', mark } : `There is no mark “${value}”. There are: ${markStates.join(', ')}.`;
    }
    const state = oneOf(states, formerNames.get(value.toLowerCase()) ?? value.toLowerCase());
    return state ? { kind: 'status', state } : `There is no status “${value}”. There are: ${states.join(', ')}.`;
  }
  if (name === 'reward') {
    const amount = parseAmount(value.replace(/^\$/, '').replace(/^\./, '0.'));
    return amount === undefined ? `“${value}” is not an amount, such as 0.50.` : { kind: 'reward', comparison, amount };
  }
  const number = oneOf(numberFields, name);
  if (number)
    return /^\d{1,9}$/.test(value)
      ? { kind: 'number', field: number, comparison, value: Number(value) }
      : `“${value}” is not a number.`;
  const time = oneOf(timeFields, name);
  if (time) {
    const span = parseSpan(value);
    return span === undefined
      ? `“${value}” is not a time, such as 12h, 2d or 1w.`
      : { kind: 'time', field: time, comparison, span };
  }
  return `There is no field “${name}”. There are: ${fieldNames.join(', ')}. Put a text with a colon in quotation marks.`;
}

export const fieldNames: readonly string[] = [
  'status',
  'mark',
  'reward',
  ...textFields,
  ...numberFields,
  ...timeFields,
];

function oneOf<T extends string>(all: readonly T[], value: string): T | undefined {
  return all.find(each => each === value);
}
