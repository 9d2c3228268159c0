import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { addExclusion } from '../../../src/definitions/addExclusion.ts';
import { normalize } from '../../../src/definitions/normalize.ts';
import { parseDefinition } from '../../../src/definitions/parseDefinition.ts';

const local = { environment: 'local', name: 'Local' };

function added(text: string, profile = local): string {
  const found = addExclusion(text, 'Took part', profile);
  assert.ok(found.ok);
  return applyEdits(text, [...found.edits]);
}

const requirementsIn = (text: string, profile = local) =>
  normalize(parseDefinition(text), profile).definition.requirements.map(({ type, comparator, guards }) => [
    'name' in type ? type.name : type,
    comparator,
    guards,
  ]);

const excluded = ['Took part', 'DoesNotExist', 'DiscoverPreviewAndAccept'];

describe('excluding workers in a definition', () => {
  it('adds a list where there is none, and keeps comments and layout', () => {
    const text = '{\n  // the study\n  "Title": "Birds",\n  "Reward": "0.50"\n}\n';
    const after = added(text);
    assert.ok(
      after.startsWith('{\n  // the study\n  "Title": "Birds",\n  "Reward": "0.50",\n  "requirements": ['),
      after,
    );
    assert.deepEqual(requirementsIn(after), [excluded]);
  });

  it('adds to the list that there is, once', () => {
    const text = '{ "Title": "Birds", "requirements": [{ "type": "Reader", "not": "exists" }] }';
    const once = added(text);
    assert.deepEqual(requirementsIn(once), [['Reader', 'DoesNotExist', undefined], excluded]);
    assert.equal(added(once), once);
  });

  it('adds to the list that counts for the profile', () => {
    const text =
      '{ "requirements": [], "profiles": { "sandbox": { "requirements": [] }, "local": { "Reward": "0.01" } } }';
    const sandbox = { environment: 'sandbox', name: 'Lab' };
    assert.deepEqual(requirementsIn(added(text)), [excluded]);
    assert.deepEqual(requirementsIn(added(text), sandbox), []);
    const other = added(text, sandbox);
    assert.deepEqual(requirementsIn(other, sandbox), [excluded]);
    assert.deepEqual(requirementsIn(other), []);
  });

  it('writes tabs and line ends as the file has them', () => {
    const after = added('{\r\n\t"Title": "Birds"\r\n}\r\n');
    assert.match(after, /,\r\n\t"requirements"/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it('leaves a file alone that it can’t read', () => {
    for (const text of ['', '[]', '{ "Title": ', '{ "requirements": 7 }'])
      assert.equal(addExclusion(text, 'Took part', local).ok, false, text);
  });

  it('takes any name for a name', () => {
    const text = '{ "Title": "Birds" }';
    for (const name of ['__proto__', '"quoted"', 'a\nb', '${x}']) {
      const found = addExclusion(text, name, local);
      assert.ok(found.ok);
      const after = applyEdits(text, [...found.edits]);
      assert.equal(JSON.parse(after).requirements[0].type, name);
    }
  });
});
