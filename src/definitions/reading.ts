/** Values of a definition's keys, read with their faults reported at their places. */
import type { Node } from 'jsonc-parser';
import { parseDuration } from './durations.ts';
import { isRecord, type JsonValue, jsonValue, spanOf } from './jsonText.ts';
import type { Entry } from './parseDefinition.ts';
import type { Finding, Fix, Severity } from './problems.ts';
import { withoutPlaceholders } from './skeleton.ts';

export class Reading {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly findings: Finding[] = [];

  readonly #meant: ReadonlySet<string>;

  /** `meant`: keys that are there with a typo. */
  constructor(entries: ReadonlyMap<string, Entry>, meant: ReadonlySet<string> = new Set()) {
    this.#meant = meant;
    this.entries = entries;
  }

  report = (
    code: string,
    node: Node,
    message: string,
    fixes: readonly Fix[] = [],
    severity: Severity = 'error',
  ): void => {
    this.findings.push({ code, severity, message, span: spanOf(node), fixes });
  };

  node(name: string): Node | undefined {
    return this.entries.get(name)?.value;
  }

  /** A member of CreateHIT without the placeholders of a skeleton. */
  member(name: string): { readonly node: Node; readonly value: JsonValue } | undefined {
    const node = this.node(name);
    const value = node && withoutPlaceholders(name, jsonValue(node));
    return node && value !== undefined ? { node, value } : undefined;
  }

  /** Text; empty where the key is absent. */
  text(name: string, longest: number): string {
    const found = this.member(name);
    if (!found) return '';
    const { node, value } = found;
    if (typeof value !== 'string') {
      this.#wrong(name, node, 'text');
      return '';
    }
    if (value.length > longest)
      this.findings.push({
        code: 'tooLong',
        severity: 'error',
        message: `${name} has ${value.length} characters and may have ${longest}.`,
        span: spanOf(node),
        inSchema: true,
      });
    return value;
  }

  /** A whole number in a range; `undefined` where it is absent or wrong. */
  whole(name: string, least: number, most: number): number | undefined {
    const found = this.member(name);
    if (!found) return undefined;
    const { node, value } = found;
    // boto3 and AWS refuse numbers as text, people write them all the same.
    const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) {
      this.findings.push({
        code: 'outOfRange',
        severity: 'error',
        message: `${name} is a whole number from ${least} to ${most}.`,
        span: spanOf(node),
        inSchema: true,
      });
      return undefined;
    }
    return number;
  }

  /** Seconds, said in words or by the service's own key; saying it twice is a problem. */
  time(words: string, member: string, least: number, most: number): number | undefined {
    const own = this.whole(member, least, most);
    const node = this.node(words);
    if (!node) return own;
    if (own !== undefined && this.entries.get(words) && this.member(member))
      this.report('saidTwice', node, `“${words}” and ${member} say the same. Remove one of them.`);
    const value = jsonValue(node);
    const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
    if (seconds === undefined) {
      const fix =
        typeof value === 'number'
          ? [{ title: `Replace with "${value} s"`, edits: [{ ...spanOf(node), text: JSON.stringify(`${value} s`) }] }]
          : [];
      this.report('noTime', node, `“${words}” is a time in words, such as "3 days" or "90 min".`, fix);
      return own;
    }
    if (seconds < least || seconds > most) {
      this.report('outOfRange', node, `“${words}” is from ${least} to ${most} seconds, and this is ${seconds}.`);
      return undefined;
    }
    return seconds;
  }

  /** A path; `undefined` where it is absent or wrong. */
  path(name: string): string | undefined {
    const node = this.node(name);
    if (!node) return undefined;
    const value = jsonValue(node);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.#wrong(name, node, 'the name of a file');
    return undefined;
  }

  record(name: string): { readonly [key: string]: JsonValue } | undefined {
    const found = this.member(name);
    if (!found) return undefined;
    if (isRecord(found.value)) return found.value;
    this.#wrong(name, found.node, 'an object');
    return undefined;
  }

  missing(message: string, ...keys: readonly string[]): void {
    if (keys.some(key => this.#meant.has(key))) return;
    const [first] = this.entries.values();
    const span = first ? spanOf(first.key) : { start: 0, end: 1 };
    // Behind the brace before the first key.
    const fixes = keys.flatMap(key => {
      const value = missingValues.get(key);
      return value === undefined || !first
        ? []
        : [
            {
              title: `Add “${key}”`,
              edits: [{ start: first.key.offset, end: first.key.offset, text: `"${key}": ${value},\n  ` }],
            },
          ];
    });
    this.findings.push({ code: 'missingKey', severity: 'error', message, span, fixes });
  }

  #wrong(name: string, node: Node, wanted: string): void {
    this.findings.push({
      code: 'wrongType',
      severity: 'error',
      message: `“${name}” is ${wanted}.`,
      span: spanOf(node),
      inSchema: true,
    });
  }
}

const missingValues: ReadonlyMap<string, string> = new Map([
  ['Name', '""'],
  ['Title', '""'],
  ['Description', '""'],
  ['Reward', '"0.50"'],
  ['lifetime', '"3 days"'],
  ['duration', '"1 hour"'],
  ['question', '"task.html"'],
]);
