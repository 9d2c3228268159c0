/** What `print(response)` leaves in a file: a Python literal, read by a small parser and never run. */
import { ImportProblem } from './importedRows.ts';

const start = /^[\uFEFF\s]*[[{]\s*(?:[{[]\s*)*'/;

export function isPythonLiteral(head: string): boolean {
  return start.test(head);
}

const deepest = 64;

/** The literals of a text, one after the other. Throws ImportProblem. */
export function* readPythonLiteral(text: string, name: string): Generator<unknown> {
  const reader = new Reader(text, name);
  while (!reader.atEnd()) yield reader.value(0);
}

const blank = /[\s\uFEFF]*(?:#[^\n]*\n[\s\uFEFF]*)*/y;
const number = /[+-]?(?=\.?\d)[\d.]{1,32}(?:[eE][+-]?\d{1,4})?/y;
const word = /[A-Za-z_][\w.]*/y;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

class Reader {
  readonly #text: string;
  readonly #name: string;
  #at = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  atEnd(): boolean {
    this.#skip();
    return this.#at >= this.#text.length;
  }

  value(depth: number): unknown {
    if (depth > deepest) throw this.#fault(`nests deeper than ${deepest} levels`);
    this.#skip();
    const first = this.#text[this.#at] ?? '';
    if (first === '{') return this.#dict(depth);
    if (first === '[' || first === '(') return this.#list(depth, first === '[' ? ']' : ')');
    if (first === "'" || first === '"') return this.#string(false);
    const digits = this.#match(number);
    if (digits !== undefined) return Number(digits);
    const name = this.#match(word);
    if (name === undefined) throw this.#fault('is not a Python literal');
    return this.#named(name, depth);
  }

  #named(name: string, depth: number): unknown {
    if (name === 'None') return null;
    if (name === 'True' || name === 'False') return name === 'True';
    if (/^[bru]{1,2}$/i.test(name) && /['"]/.test(this.#text[this.#at] ?? '')) return this.#string(/r/i.test(name));
    this.#skip();
    if (this.#text[this.#at] !== '(') throw this.#fault(`holds the word ${name.slice(0, 40)}`);
    const parts = this.#arguments(depth);
    if (name === 'datetime.datetime' || name === 'datetime') return timeOf(parts);
    if (name === 'Decimal' || name === 'decimal.Decimal') return parts.plain[0];
    return name;
  }

  #dict(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    this.#at += 1;
    while (!this.#ends('}')) {
      const key = this.value(depth + 1);
      this.#skip();
      if (this.#text[this.#at] !== ':') throw this.#fault('lacks a colon');
      this.#at += 1;
      object[String(key)] = this.value(depth + 1);
      this.#comma('}');
    }
    return object;
  }

  #list(depth: number, end: string): unknown[] {
    const items: unknown[] = [];
    this.#at += 1;
    while (!this.#ends(end)) {
      items.push(this.value(depth + 1));
      this.#comma(end);
    }
    return items;
  }

  #arguments(depth: number): Arguments {
    const plain: unknown[] = [];
    const named = new Map<string, unknown>();
    this.#at += 1;
    while (!this.#ends(')')) {
      const key = /([a-z_]+)\s*=/y;
      key.lastIndex = this.#at;
      const found = key.exec(this.#text);
      if (found) {
        this.#at = key.lastIndex;
        named.set(found[1] ?? '', this.value(depth + 1));
      } else plain.push(this.value(depth + 1));
      this.#comma(')');
    }
    return { plain, named };
  }

  #ends(end: string): boolean {
    this.#skip();
    if (this.#at >= this.#text.length) throw this.#fault('ends in the middle');
    if (this.#text[this.#at] !== end) return false;
    this.#at += 1;
    return true;
  }

  #comma(end: string): void {
    this.#skip();
    const next = this.#text[this.#at];
    if (next === ',') this.#at += 1;
    else if (next !== end) throw this.#fault('lacks a comma');
  }

  #string(raw: boolean): string {
    let quote = this.#text[this.#at] ?? '';
    let text = '';
    let from = this.#at + 1;
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === quote) {
        this.#at = at + 1;
        text += this.#text.slice(from, at);
        this.#skip();
        // Python joins strings that stand side by side, as pprint writes long ones.
        const next = this.#text[this.#at] ?? '';
        if (next !== "'" && next !== '"') return text;
        quote = next;
        at = this.#at;
        from = at + 1;
        continue;
      }
      if (character !== '\\' || raw) continue;
      text += this.#text.slice(from, at);
      const coded = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y;
      coded.lastIndex = at;
      const found = coded.exec(this.#text);
      if (found) {
        const code = Number.parseInt(found[1] ?? found[2] ?? found[3] ?? '', 16);
        text += code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
        at += found[0].length - 1;
      } else {
        const next = this.#text[at + 1] ?? '';
        text += next === '\n' ? '' : (escapes[next] ?? `\\${next}`);
        at += 1;
      }
      from = at + 1;
    }
    throw this.#fault('ends within a text');
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(): void {
    this.#match(blank);
  }

  #fault(reason: string): ImportProblem {
    return new ImportProblem(`${this.#name} ${reason}, near character ${this.#at}. Fix the file or leave it out.`);
  }
}

interface Arguments {
  readonly plain: readonly unknown[];
  readonly named: ReadonlyMap<string, unknown>;
}

/** ISO text; without a zone where it is one of an unknown machine (`tzlocal()`). */
function timeOf({ plain, named }: Arguments): string | undefined {
  const part = (index: number): number => (typeof plain[index] === 'number' ? plain[index] : 0);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  if (plain.length < 3) return undefined;
  const micro = part(6) > 0 ? `.${pad(part(6), 6)}` : '';
  const zone = String(named.get('tzinfo') ?? '');
  const utc = /utc/i.test(zone) ? 'Z' : '';
  return `${pad(part(0), 4)}-${pad(part(1))}-${pad(part(2))}T${pad(part(3))}:${pad(part(4))}:${pad(part(5))}${micro}${utc}`;
}
