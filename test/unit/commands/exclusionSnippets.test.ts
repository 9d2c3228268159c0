import assert from 'node:assert/strict';
import { exclusionSnippets } from '../../../src/commands/worker/exclusionSnippets.ts';

describe('the requirement that excludes workers', () => {
  const textOf = (label: RegExp, name = 'Took part before') =>
    exclusionSnippets('3TYPE', name).find(each => label.test(each.label))?.text ?? '';

  it('says that the qualification must not be there, and hides the HIT', () => {
    const requirement = {
      QualificationTypeId: '3TYPE',
      Comparator: 'DoesNotExist',
      ActionsGuarded: 'DiscoverPreviewAndAccept',
    };
    assert.deepEqual(JSON.parse(textOf(/^JSON/)), requirement);
    const python = textOf(/boto3/);
    for (const [key, value] of Object.entries(requirement)) assert.ok(python.includes(`"${key}": "${value}",`), python);
    assert.equal(textOf(/ID$/), '3TYPE');
  });

  it('keeps whatever a type is called in its comment', () => {
    const [comment = '', next] = textOf(/boto3/, 'a"\nimport os\r\u2028os.remove("x")').split(/[\n\r\u2028]/);
    assert.match(comment, /^# .*import os os\.remove/);
    assert.equal(next, 'QualificationRequirements=[');
  });
});
