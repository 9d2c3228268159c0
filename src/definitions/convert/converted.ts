/** What a conversion makes of another program's study: a definition, the files beside it, and what it could not carry over. */

/** Texts of files by path, with slashes; only small ones are there. */
export type StudyFiles = ReadonlyMap<string, string>;

export interface Converted {
  /** For the file: `<name>.hit.json`. */
  readonly name: string;
  /** Which program it was for. */
  readonly format: string;
  /** Keys in the order in which they are written. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Files to write beside the definition, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** Sentences: what was left out, and what was read in one of several ways. */
  readonly notes: readonly string[];
}

/** Finds the studies of one program among files. Never throws. */
export type Converter = (files: StudyFiles) => readonly Converted[];

/** Keys whose value is `undefined` are left out. */
export function definitionOf(keys: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(keys).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

export function folderPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folder that a path lies in, or nothing at the top. */
export function folderName(path: string): string | undefined {
  const folder = folderPath(path).slice(0, -1);
  return folder.slice(folder.lastIndexOf('/') + 1) || undefined;
}

/** `0.50` of a number or text of dollars; nothing for what is not an amount of whole cents. */
export function rewardOf(value: unknown): string | undefined {
  const amount = typeof value === 'string' ? Number(value.trim().replace(/^\$/, '')) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
  return Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6
    ? (Math.round(amount * 100) / 100).toFixed(2)
    : undefined;
}

/** A time in words of so many of a unit; nothing for what is no positive number. */
export function wordsOf(value: unknown, unit: 's' | 'min' | 'hours' | 'days'): string | undefined {
  const count = Number(value);
  return Number.isFinite(count) && count > 0 && String(value).trim() !== '' ? `${count} ${unit}` : undefined;
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The value of a JSON text; nothing for what is none. */
export function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
