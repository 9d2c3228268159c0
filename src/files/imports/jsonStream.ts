/** JSON of any size, one document or many in one file: objects are handed out as they end, and what was taken is not kept. */
import { Tokenizer, TokenType } from '@streamparser/json';
import { ImportProblem } from './importedRows.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Called with every object once it is whole, innermost first; says whether it took it, so that its parent need not keep it. */
type Visitor = (object: JsonObject) => boolean;

/** Containers in containers: the API's go five deep. */
const deepest = 64;
/** Bytes of one text, and of all that is kept because nobody has taken it yet. */
const longestText = 64 * 1024 * 1024;
const mostHeld = 256 * 1024 * 1024;
/** What a value, an empty object, an empty list and a member cost besides their texts, in bytes. */
const overhead = 32;
const objectCost = 256;
const listCost = 64;
const memberCost = 64;
/** Response metadata, which is never imported. */
const ignoredMembers: ReadonlySet<string> = new Set(['ResponseMetadata', '$metadata']);

interface Frame {
  readonly value: Record<string, unknown> | unknown[];
  /** The member whose value comes next. */
  key: string | undefined;
  held: number;
  /** Whether an object in it was taken. */
  isWrapper: boolean;
}

type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'end';

/** Where a file stopped being JSON. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
}

/**
 * Reads a stream of bytes. Rejects with JsonFault for what is not JSON or ends too early, ImportProblem for what is too large:
 * `most` bytes of memory, roughly, in which no object ends that somebody takes.
 */
export async function visitJson(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  visit: Visitor,
  most = mostHeld,
): Promise<void> {
  const assembler = new Assembler(path, visit, most);
  const tokenizer = new Tokenizer({ separator: '', stringBufferSize: 64 * 1024, numberBufferSize: 1024 });
  let failure: Error | undefined;
  let lastToken = 0;
  tokenizer.onToken = ({ token, value, offset }) => {
    // Separators of documents come as tokens too.
    if (token !== TokenType.SEPARATOR) assembler.take(token, value, offset);
    lastToken = offset;
  };
  tokenizer.onError = error => {
    failure ??= error instanceof ImportProblem || error instanceof JsonFault ? error : undefined;
    failure ??= new JsonFault(`it is not JSON near byte ${assembler.offset}`);
  };
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (chunk.length > 0) tokenizer.write(chunk);
    if (failure) throw failure;
    if (size - lastToken > longestText)
      throw new ImportProblem(`${path} holds a text of more than 64 MB. Split the file or leave it out.`);
  }
  // A number at the very end has no delimiter after it.
  tokenizer.write(new Uint8Array([0x20]));
  if (failure) throw failure;
  if (!assembler.atRest) throw new JsonFault(`it ends in the middle, at byte ${size}`);
  if (!tokenizer.isEnded) tokenizer.end();
  if (failure) throw failure;
}

/** Hands out the objects of a value that is in memory already, innermost first. */
export function visitValue(value: unknown, visit: Visitor, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) {
    const kept = value.map(each => visitValue(each, visit, depth + 1)).filter(each => each !== taken);
    return kept;
  }
  const object: Record<string, unknown> = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    const left = visitValue(member, visit, depth + 1);
    if (left !== taken) object[name] = left;
  }
  return visit(object) ? taken : object;
}

const taken = Symbol('taken');

class Assembler {
  readonly #path: string;
  readonly #visit: Visitor;
  readonly #most: number;
  readonly #stack: Frame[] = [];
  /** Objects on the stack. */
  #objects = 0;
  #expected: Expected = 'value';
  #held = 0;
  offset = 0;

  constructor(path: string, visit: Visitor, most: number) {
    this.#path = path;
    this.#visit = visit;
    this.#most = most;
  }

  get atRest(): boolean {
    return this.#stack.length === 0;
  }

  take(token: TokenType, value: unknown, offset: number): void {
    this.offset = offset;
    const top = this.#stack.at(-1);
    switch (token) {
      case TokenType.LEFT_BRACE:
      case TokenType.LEFT_BRACKET:
        this.#open(token === TokenType.LEFT_BRACE);
        return;
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        this.#close(token === TokenType.RIGHT_BRACKET);
        return;
      case TokenType.COLON:
        if (this.#expected !== 'colon') throw this.#fault();
        this.#expected = 'value';
        return;
      case TokenType.COMMA:
        if (!top || this.#expected !== 'end') throw this.#fault();
        this.#expected = Array.isArray(top.value) ? 'value' : 'key';
        return;
      default:
        if (this.#expected === 'key' || this.#expected === 'firstKey') {
          if (!top || typeof value !== 'string') throw this.#fault();
          top.key = value;
          this.#expected = 'colon';
        } else this.#put(value, typeof value === 'string' ? value.length * 2 : 0);
    }
  }

  #fault(): JsonFault {
    return new JsonFault(`it is not JSON near byte ${this.offset}`);
  }

  #wantsValue(): boolean {
    return this.#expected === 'value' || this.#expected === 'firstValue';
  }

  #open(object: boolean): void {
    if (!this.#wantsValue()) throw this.#fault();
    if (this.#stack.length >= deepest)
      throw new ImportProblem(`${this.#path} nests deeper than ${deepest} levels. Leave the file out.`);
    this.#stack.push({
      value: object ? Object.create(null) : [],
      key: undefined,
      held: 0,
      isWrapper: false,
    });
    if (object) this.#objects += 1;
    this.#expected = object ? 'firstKey' : 'firstValue';
  }

  #close(array: boolean): void {
    const frame = this.#stack.pop();
    const may = this.#expected === 'end' || this.#expected === (array ? 'firstValue' : 'firstKey');
    if (!frame || !may || Array.isArray(frame.value) !== array) throw this.#fault();
    this.#held -= frame.held;
    this.#expected = 'value';
    const isTaken = !Array.isArray(frame.value) && this.#visit(frame.value);
    const parent = this.#stack.at(-1);
    if (parent && (isTaken || frame.isWrapper)) parent.isWrapper = true;
    if (!array) this.#objects -= 1;
    // A wrapper is not kept in its parent, and neither is a list of wrappers.
    if (isTaken || (frame.isWrapper && (!Array.isArray(frame.value) || frame.value.length === 0))) this.#ended();
    else this.#put(frame.value, frame.held + (array ? listCost : objectCost));
  }

  #put(value: unknown, size: number): void {
    if (!this.#wantsValue()) throw this.#fault();
    const parent = this.#stack.at(-1);
    if (parent) this.#keep(parent, value, size);
    this.#ended();
  }

  /** Keeps a value for the object that it is in, if there is one: visitors never get a list. */
  #keep(parent: Frame, value: unknown, size: number): void {
    const { key = '' } = parent;
    const isList = Array.isArray(parent.value);
    if (isList ? this.#objects === 0 : ignoredMembers.has(key)) return;
    const cost = size + overhead + (isList ? 0 : memberCost + key.length * 2);
    parent.held += cost;
    this.#held += cost;
    if (this.#held > this.#most)
      throw new ImportProblem(
        `${this.#path} holds more than 256 MB in which no HIT, assignment or other object ends. Split the file or leave it out.`,
      );
    if (Array.isArray(parent.value)) parent.value.push(value);
    else parent.value[key] = value;
  }

  /** After a value: a document begins anew at the top. */
  #ended(): void {
    this.#expected = this.#stack.length > 0 ? 'end' : 'value';
  }
}
