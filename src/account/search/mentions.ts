/** Ids in any text: an e-mail of a worker, a line of a log, a cell of a table. */

import type { AccountRef } from '../../refs.ts';
import type { IdIndex } from '../idIndex.ts';

interface FoundIds {
  /** HITs, assignments, HIT types and other entities have the same form: 3, then 29 capitals and digits. */
  readonly entities: readonly string[];
  readonly workers: readonly string[];
}

const longest = 100_000;

/** Gives each id once, in the order of the text; of a very long text, those of its beginning. */
export function findIds(text: string): FoundIds {
  const part = text.slice(0, longest);
  // Sandbox and hand-made ids are a little shorter or longer than the 30 characters of production.
  const entities = part.match(/(?<![A-Za-z0-9])3[A-Z0-9]{24,34}(?![A-Za-z0-9])/g) ?? [];
  const workers = part.match(/(?<![A-Za-z0-9])A(?=[A-Z]*\d)[A-Z0-9]{8,20}(?![A-Za-z0-9])/g) ?? [];
  return { entities: [...new Set(entities)], workers: [...new Set(workers)] };
}

/** Where a text has something that has an id in the account. */
interface Mention {
  readonly start: number;
  readonly length: number;
  readonly named: AccountRef;
}

/** What any id looks like that a file or a terminal is searched for; whether it is one, the account says. */
const candidate = /(?<![A-Za-z0-9])[A-Z0-9]{6,64}(?![A-Za-z0-9])/g;
const longestId = 64;

/**
 * Gives each place of a text that has an id of the account, in the order of the text; `undefined` stands for each thousand
 * candidates that were looked at, where who asks may take a breath or stop.
 */
export function* mentionsIn(text: string, ids: Pick<IdIndex, 'find'>): Generator<Mention | undefined> {
  let looked = 0;
  for (const { 0: id, index: start } of text.matchAll(candidate)) {
    const named = ids.find(id);
    if (named) yield { start, length: id.length, named };
    looked += 1;
    if (looked % 1000 === 0) yield undefined;
  }
}

/** The id of the account that a place in a line belongs to. Looks around the place alone, however long the line is. */
export function mentionAt(line: string, character: number, ids: Pick<IdIndex, 'find'>): Mention | undefined {
  const from = Math.max(0, character - longestId - 1);
  const part = line.slice(from, character + longestId + 1);
  for (const mention of mentionsIn(part, ids)) {
    if (!mention) continue;
    const start = from + mention.start;
    if (start <= character && character <= start + mention.length) return { ...mention, start };
  }
  return undefined;
}
