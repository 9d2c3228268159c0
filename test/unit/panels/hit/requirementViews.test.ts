import assert from 'node:assert/strict';
import { requirementView } from '../../../../src/panels/hit/requirementViews.ts';

function words(
  qualificationTypeId: string,
  comparator: string,
  integers: number[] = [],
  locales: string[] = [],
  actionsGuarded = 'Accept',
): string {
  const { name, condition, guards } = requirementView({
    qualificationTypeId,
    comparator,
    integers,
    locales,
    actionsGuarded,
  });
  return [name, condition, guards].filter(text => text !== '').join(' ');
}

describe('qualification requirements in words (§6.8)', () => {
  it('name the service’s own by name', () => {
    assert.equal(words('2F1QJWKUDD8XADTFD2Q0G6UTO95ALH', 'Exists'), 'Masters must have it');
    assert.equal(words('2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', 'Exists'), 'Masters must have it');
    assert.equal(words('000000000000000000L0', 'GreaterThanOrEqualTo', [95]), 'Approval rate, % at least 95');
    assert.equal(words('00000000000000000040', 'GreaterThan', [100]), 'Number of approved assignments more than 100');
    assert.equal(words('00000000000000000071', 'In', [], ['US-PA', 'GB']), 'Location is one of US-PA, GB');
    assert.equal(
      words('00000000000000000060', 'EqualTo', [1], [], 'PreviewAndAccept'),
      'Adult content agreed to yes to preview and accept',
    );
  });

  it('leave others to their id, and say what they guard', () => {
    assert.equal(
      words('3OWN', 'DoesNotExist', [], [], 'DiscoverPreviewAndAccept'),
      'must not have it to see, preview and accept',
    );
    assert.equal(words('constructor', 'EqualTo', [3]), 'is 3');
  });

  it('show what they do not know as it is', () => {
    assert.equal(words('3OWN', 'Resembles', [3, 4], [], 'Whistle'), 'Resembles 3 4 for Whistle');
  });
});
