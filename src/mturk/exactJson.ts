/** JSON whose numbers keep the digits that were written: an ID of twenty digits, `1.50`, `1E5`. */
import { type Node, parseTree } from 'jsonc-parser';

/** A number that a double holds or prints otherwise than it was written. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may be a number that is printed otherwise; generous, as the whole text is looked through. */
const risky = /[\d.]{16}|[\d.][eE][+-]?\d|\.\d*0(?!\d)|-0(?![.\d])/;

/** The value of a JSON text, with an {@link ExactNumber} where a number would lose digits. Throws where it is not JSON. */
export function parseExactJson(json: string): unknown {
  const value: unknown = JSON.parse(json);
  if (!risky.test(json)) return value;
  const tree = parseTree(json, [], { disallowComments: true, allowTrailingComma: false });
  return tree ? exactValue(tree, json) : value;
}

function exactValue(node: Node, json: string): unknown {
  const { type, children = [], value, offset, length } = node;
  if (type === 'array') return children.map(each => exactValue(each, json));
  if (type === 'object')
    // Own members, whatever they are called.
    return Object.fromEntries(
      children.flatMap(({ children: [name, member] = [] }) =>
        name && member ? [[String(name.value), exactValue(member, json)]] : [],
      ),
    );
  if (type !== 'number') return value;
  const text = json.slice(offset, offset + length);
  return String(value) === text ? value : new ExactNumber(text);
}

/** The JSON text of a value of {@link parseExactJson}, compact. Throws RangeError for what is nested deeper than the stack. */
export function exactJsonText(value: unknown): string {
  return holdsExactNumber(value) ? writtenText(value) : JSON.stringify(value);
}

function holdsExactNumber(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (next instanceof ExactNumber) return true;
    if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) left.push(member);
  }
  return false;
}

function writtenText(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writtenText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${writtenText(member)}`);
  return `{${members.join(',')}}`;
}
