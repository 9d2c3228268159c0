/** Ids in any text: an e-mail of a worker, a line of a log, a cell of a table. */

export interface FoundIds {
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
