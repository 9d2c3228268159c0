import assert from 'node:assert/strict';
import { type ExclusionFacts, exclusionRemarks } from '../../../src/commands/definition/exclusionRemarks.ts';

describe('The confirmation of excluded workers', () => {
  const plain: ExclusionFacts = {
    name: 'Took part before (k3m9x2q4p7)',
    profile: 'Local',
    batches: 1,
    excluded: 0,
    granted: 0,
    revoked: 0,
    unreadable: 0,
    unpublished: [],
  };
  const said = (more: Partial<ExclusionFacts>) => exclusionRemarks({ ...plain, ...more }).join(' ');

  it('counts who is excluded and who gets the qualification', () => {
    assert.match(
      said({ excluded: 1, granted: 1 }),
      /^1 worker of 1 batch can’t see these HITs\. The worker gets the qualification “Took part before \(k3m9x2q4p7\)” first, without a message\. Workers who submit to it later /,
    );
    assert.match(said({ excluded: 3, granted: 3, batches: 2 }), /^3 workers of 2 batches can’t .* They get the /);
    assert.match(said({ excluded: 3, granted: 1 }), / 1 gets the qualification /);
    assert.match(said({ excluded: 3, granted: 2 }), / 2 get the qualification /);
    assert.match(said({ excluded: 3 }), /\. All have the qualification “Took part before \(k3m9x2q4p7\)” already\. /);
  });

  it('doesn’t say that nobody took part where nobody can know', () => {
    assert.match(said({}), /^No workers have submitted work to the excluded batches yet\. /);
    const gone = said({ unreadable: 2 });
    assert.doesNotMatch(gone, /No workers have submitted/);
    assert.match(
      gone,
      /2 deleted HITs of these batches can no longer be read\. Workers who submitted only to them may /,
    );
  });

  it('names whose qualification was revoked, and definitions without a batch', () => {
    assert.match(said({ revoked: 1 }), /1 worker can see these HITs, because .* was revoked from them/);
    assert.equal(
      said({ batches: 0, unpublished: ['pilot.hit.json'] }),
      '“pilot.hit.json” has no batch in profile Local, so it excludes no workers yet.',
    );
  });
});
