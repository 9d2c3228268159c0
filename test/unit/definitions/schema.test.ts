import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  qualificationSchemaFile,
  qualificationSchemaText,
  schemaFile,
  schemaText,
} from '../../../scripts/contributions.ts';
import { definitionKeys } from '../../../src/definitions/keys.ts';

describe('The schema of HIT definitions', () => {
  it('is the one that the build writes', () => {
    assert.equal(readFileSync(schemaFile, 'utf8'), schemaText());
    assert.equal(readFileSync(qualificationSchemaFile, 'utf8'), qualificationSchemaText());
  });

  it('describes every key, and so does its page', () => {
    const page = readFileSync('docs/hit-definitions.md', 'utf8');
    for (const { name, description } of definitionKeys) {
      assert.ok(description.endsWith('.'), name);
      assert.ok(page.includes(`\`${name}\``), `${name} in docs/hit-definitions.md`);
    }
  });
});
