/** Answers that a simulated worker gives on a page: what a browser would submit (reference.md §6.12). */
import type { Answer } from '../../mturk/answers.ts';
import type { Dice } from '../random.ts';
import { answersOf } from '../site/fieldAnswers.ts';
import type { Field } from '../site/submittedFields.ts';
import type { ChoiceField, Page, PageField, TextField } from './pageFields.ts';
import { numeral, type Pen, word } from './simulatedText.ts';

type Json = string | number | boolean | readonly string[] | { [name: string]: Json };

/** How often a field that is not required is filled in all the same. */
const diligence = 0.9;
const tickRate = 0.5;

/** Draws answers to a page's fields. */
export function pageAnswers({ style, fields }: Page, pen: Pen): Answer[] {
  if (style === 'fields') return fieldAnswers(fields, pen);
  const json = crowdJson(fields, pen);
  if (style === 'flattened') return leavesOf(json).map(([name, text]) => textAnswer(name, text));
  return [textAnswer('taskAnswers', JSON.stringify([json]))];
}

/** A plain form, whose values of one name are joined as on the worker site. */
function fieldAnswers(fields: readonly PageField[], pen: Pen): Answer[] {
  const { dice } = pen;
  const posted: Field[] = [];
  const give = (name: string, text: string): void => {
    posted.push([name, text]);
  };
  for (const field of fields) {
    switch (field.kind) {
      case 'hidden':
        give(field.name, field.value);
        break;
      case 'text':
        give(field.name, drawText(field, pen));
        break;
      case 'choice': {
        const [first] = field.options;
        const all = field.several && first && (field.required || dice.happens(diligence));
        const chosen = all ? dice.sample(field.options, dice.integer(1, field.options.length)) : [choose(field, dice)];
        for (const each of chosen) if (each) give(each.name, each.value);
        break;
      }
      case 'tick':
        if (field.required || dice.happens(tickRate)) give(field.name, field.value);
        break;
      // Without a crowd-form around them these submit nothing.
      case 'slider':
      case 'categories':
        break;
    }
  }
  return answersOf(posted);
}

/** A crowd form's object: buttons and boxes tell the state of each of their values. */
function crowdJson(fields: readonly PageField[], pen: Pen): Record<string, Json> {
  const { dice } = pen;
  // Names are the page's, `__proto__` among them.
  const json: Record<string, Json> = Object.create(null);
  const mark = (name: string, value: string, on: boolean): void => {
    const before = json[name];
    const marks: { [name: string]: Json } = isMarks(before) ? before : Object.create(null);
    marks[value] = on;
    json[name] = marks;
  };
  for (const field of fields) {
    const { name } = field;
    switch (field.kind) {
      case 'hidden':
        json[name] = field.value;
        break;
      case 'text':
        json[name] = drawText(field, pen);
        break;
      case 'choice': {
        if (field.several) {
          json[name] = dice.sample(field.options, dice.integer(0, field.options.length)).map(({ value }) => value);
          break;
        }
        const chosen = choose(field, dice);
        if (field.marked) for (const option of field.options) mark(option.name, option.value, option === chosen);
        else json[name] = chosen?.value ?? '';
        break;
      }
      case 'tick':
        mark(name, field.value, field.required || dice.happens(tickRate));
        break;
      case 'slider':
        json[name] = Number(numeral(dice, field.min, field.max, field.step));
        break;
      case 'categories':
        json[name] = field.several
          ? { labels: dice.sample(field.labels, dice.integer(1, field.labels.length)) }
          : { label: dice.pick(field.labels) };
        break;
    }
  }
  return json;
}

function isMarks(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && !Array.isArray(value);
}

function choose({ options, required }: ChoiceField, dice: Dice): ChoiceField['options'][number] | undefined {
  return required || dice.happens(diligence) ? dice.pick(options) : undefined;
}

function drawText(field: TextField, pen: Pen): string {
  if (!field.required && !pen.dice.happens(diligence)) return '';
  const { pattern, minLength, maxLength } = field;
  const draft = (): string => (pattern && pen.matching(pattern, false)) || draftOf(field, pen);
  return pen.firstGood(draft, text => {
    if (minLength !== undefined && text.length < minLength) return false;
    if (maxLength !== undefined && text.length > maxLength) return false;
    return !pattern || pen.matches(`^(?:${pattern})$`, 'v', text);
  });
}

function draftOf({ type, min, max, step, minLength, maxLength }: TextField, pen: Pen): string {
  const { dice } = pen;
  const two = (low: number, high: number): string => String(dice.integer(low, high)).padStart(2, '0');
  const date = (): string => `${dice.integer(1990, 2025)}-${two(1, 12)}-${two(1, 28)}`;
  const bound = (text: string | undefined): number | undefined => {
    const value = Number(text);
    return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
  };
  switch (type) {
    case 'number':
      return numeral(dice, bound(min), bound(max), step || 1);
    case 'range':
      return numeral(dice, bound(min) ?? 0, bound(max) ?? 100, step || 1);
    case 'email':
      return `${word(dice)}.${dice.integer(1, 999)}@example.org`;
    case 'url':
      return `https://example.org/${word(dice)}`;
    case 'tel':
      return `+1 555 ${dice.integer(100, 999)} ${dice.integer(1000, 9999)}`;
    case 'date':
      return date();
    case 'month':
      return date().slice(0, 7);
    case 'week':
      return `${dice.integer(1990, 2025)}-W${two(1, 52)}`;
    case 'time':
      return `${two(0, 23)}:${two(0, 59)}`;
    case 'datetime-local':
      return `${date()}T${two(0, 23)}:${two(0, 59)}`;
    case 'color':
      return `#${dice.integer(0, 0xffffff).toString(16).padStart(6, '0')}`;
    default: {
      const length = {
        ...(minLength === undefined ? {} : { min: minLength }),
        ...(maxLength === undefined ? {} : { max: maxLength }),
      };
      return pen.prose(type === 'textarea' ? 3 : 1, length);
    }
  }
}

/** One answer for each leaf, named by its path. */
function leavesOf(json: Readonly<Record<string, Json>>, path = ''): [string, string][] {
  return Object.entries(json).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'object' && !Array.isArray(value))
      return leavesOf(value as Readonly<Record<string, Json>>, `${path}${name}.`);
    return [[path + name, Array.isArray(value) ? JSON.stringify(value) : String(value)]];
  });
}

function textAnswer(question: string, text: string): Answer {
  return { question, value: { kind: 'text', text } };
}
