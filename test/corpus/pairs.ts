/** Templates with the data that fills them, as people keep them: each folder is converted to definitions as *Convert to HIT Definition…* does. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fromTemplate } from '../../src/definitions/convert/htmlTemplate.ts';
import type { FileReader } from '../../src/definitions/files.ts';
import { textIn } from './templates.ts';

export interface Pair {
  /** The path of the template in the folder. */
  readonly name: string;
  /** The text of its definition. */
  readonly definition: string;
  readonly reader: FileReader;
}

const mostPairs = 2_000;

/** The pairs of a folder, by name. A template without data is none. */
export function pairsOf(folder: string): Pair[] {
  const templates = globSync('**/*.{html,htm}', { cwd: folder }).sort();
  const folders = [...new Set(templates.map(file => dirname(file)))];
  const pairs = folders.flatMap(each => {
    const files = globSync('*.{html,htm,csv,tsv}', { cwd: join(folder, each) }).sort();
    const texts = new Map(files.map(file => [`${each}/${file}`, textIn(readFileSync(join(folder, each, file)))]));
    return fromTemplate(texts).flatMap(({ name, definition, files: written }) =>
      definition.data === undefined
        ? []
        : [
            {
              name: relative('.', join(each, name)).replaceAll('\\', '/'),
              definition: filledIn(definition, name),
              reader: reading(written),
            },
          ],
    );
  });
  return pairs.slice(0, mostPairs);
}

/** As a person would: a project's settings stand in no file. */
function filledIn(definition: Readonly<Record<string, unknown>>, name: string): string {
  return JSON.stringify({
    ...definition,
    Title: name.slice(0, 100),
    Description: 'From a folder of templates.',
    Reward: '0.05',
  });
}

function reading(files: ReadonlyMap<string, string>): FileReader {
  return {
    find: async path => {
      const text = files.get(path);
      return text === undefined
        ? { ok: false, missing: true, words: 'there is no such file' }
        : { ok: true, version: '1', content: async () => text };
    },
  };
}
