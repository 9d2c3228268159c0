/** The files that a definition names: read by its path, and marked there where they can’t be. */
import type { Span } from '../mturk/textSpan.ts';
import type { FileCache, FileReader, LoadedFile } from './files.ts';
import type { Finding, Problem } from './problems.ts';

export interface Sources {
  readonly reader: FileReader;
  readonly cache: FileCache;
  readonly signal: AbortSignal | undefined;
  /** Problems in the definition. */
  readonly own: Finding[];
  /** Problems in other files. */
  readonly elsewhere: Problem[];
}

/** A file that is named in the definition; where it can't be read, the name is marked. */
export async function readNamedFile(
  path: string,
  most: number,
  span: Span,
  sources: Sources,
): Promise<LoadedFile | undefined> {
  const found = await sources.cache.text(sources.reader, path, most);
  if (found.ok) {
    if (!found.file.problem) return found.file;
    sources.elsewhere.push(found.file.problem);
    return undefined;
  }
  const megabytes = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;
  const message = found.missing
    ? `There is no file “${path}” here. Paths are relative to the definition.`
    : found.size !== undefined && found.size > most
      ? `“${path}” has ${megabytes(found.size)} and may have ${megabytes(most)}. Split it into several files.`
      : `Couldn’t read “${path}”: ${found.words}.`;
  sources.own.push({ code: found.missing ? 'missingFile' : 'unreadableFile', severity: 'error', message, span });
  return undefined;
}
