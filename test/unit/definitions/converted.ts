import assert from 'node:assert/strict';
import { convert, definitionText } from '../../../src/definitions/convert/convert.ts';
import type { Converted } from '../../../src/definitions/convert/converted.ts';
import { loadDefinition } from '../../../src/definitions/load.ts';

/** The one study that these files are. */
export function only(files: Readonly<Record<string, string>>): Converted {
  const found = convert(new Map(Object.entries(files)));
  assert.equal(found.length, 1, found.map(({ name, format }) => `${format} ${name}`).join());
  const [converted] = found;
  assert.ok(converted);
  return converted;
}

/** The errors that a definition has once it is written. */
export async function problemsOf(converted: Converted): Promise<string[]> {
  const loaded = await loadDefinition(definitionText(converted), {
    find: async path => {
      const text = converted.files.get(path);
      return text === undefined
        ? { ok: false, missing: true, words: 'it is not there' }
        : { ok: true, version: '1', content: async () => text };
    },
  });
  return loaded.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

/** The question of a page. */
export const html = (page: string): string =>
  `<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[${page}]]></HTMLContent><FrameHeight>600</FrameHeight></HTMLQuestion>`;
