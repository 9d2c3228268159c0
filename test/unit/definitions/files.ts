/** Definitions with their files in memory. */
import { createHITInput, type QualificationIds } from '../../../src/definitions/createHIT.ts';
import type { FileReader } from '../../../src/definitions/files.ts';
import { type LoadedDefinition, loadDefinition } from '../../../src/definitions/load.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function inMemory(files: Files): FileReader {
  return {
    find: async path => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return content === undefined
        ? { ok: false, missing: true, words: 'there is no such file' }
        : { ok: true, version: String(content.length), content: async () => content };
    },
  };
}

/** What every definition needs besides its question. */
export const basics = {
  Title: 'Judge words',
  Description: 'Read and judge',
  Reward: '0.50',
  duration: '30 min',
  lifetime: '3 days',
} as const;

export function load(
  definition: object | string,
  files: Files = {},
  profile?: Parameters<typeof loadDefinition>[2],
): Promise<LoadedDefinition> {
  return loadDefinition(
    typeof definition === 'string' ? definition : JSON.stringify(definition, null, 2),
    inMemory(files),
    profile,
  );
}

export const noNames: QualificationIds = { environment: 'local', idOf: () => undefined };

/** The request of a row, by itself. */
export async function requestOf(definition: object, files: Files = {}, row = 1) {
  const loaded = await load(definition, files);
  return createHITInput(loaded, { row, maxAssignments: 1 }, noNames);
}

export function codes({ problems }: Pick<LoadedDefinition, 'problems'>): string[] {
  return problems.map(({ code }) => code);
}
