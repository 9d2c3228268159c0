import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countsOf } from '../../../src/mturk/counts.ts';
import {
  assignmentTooltip,
  escaped,
  hitsTooltip,
  hitTooltip,
  linkedCommands,
  workerTooltip,
} from '../../../src/views/tooltips.ts';
import { noon, someAssignment, someHIT } from '../../support/records.ts';

describe('tooltips', () => {
  it('tell all facts of a HIT, with the cost', () => {
    const hit = someHIT({ available: 2, completed: 3 });
    const text = hitTooltip(hit, countsOf(hit, noon), noon);
    assert.match(text, /2 available, 3 reviewed of 5/);
    assert.match(text, /\\\$0\\\.60, \\\$0\\\.72 with fees/);
    assert.match(text, /Cost if all is approved: \\\$3\\\.60/);
    assert.ok(text.includes(hit.id) && text.includes(hit.typeId));
  });

  it('link to allowed commands alone, with the ids of the row', () => {
    const hostile =
      '[x](command:workbench.action.terminal.new) <a href="command:evil">y</a> $(gear) http://evil.example';
    const hit = someHIT({ title: hostile, annotation: hostile, keywords: hostile });
    const assignment = someAssignment({ workerId: hostile, feedback: hostile });
    const note = { assignmentId: assignment.id, hitId: hit.id, text: hostile, mark: 'star' } as const;
    for (const text of [
      hitTooltip(hit, countsOf(hit, noon), noon),
      assignmentTooltip(assignment, { hit, note }, noon),
    ]) {
      const links = [...text.matchAll(/(?<!\\)\]\(command:([\w.]+)\?/g)].map(([, command]) => command ?? '');
      assert.deepEqual(new Set(links), new Set(linkedCommands));
      assert.doesNotMatch(text, /<a|(?<!\\)\]\(command:workbench|(?<!\\)\$\\?\(gear|http:\/\/evil/);
    }
  });

  it('escape any text to itself', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const line = escaped(text);
        assert.doesNotMatch(line, /(?<!\\)[`*_[\]()#|~$]|[<>]|\n/);
      }),
    );
  });

  it('tell of workers what they did and earned', () => {
    const text = workerTooltip(
      {
        id: 'A1GOOD',
        approved: 2,
        rejected: 1,
        unreviewed: 3,
        earned: 120 as never,
        bonuses: 50 as never,
        last: noon,
        blocked: true,
        qualifications: [{ typeId: '3Q', name: 'Careful', value: 90 }],
      },
      'Too fast',
      noon,
    );
    assert.match(text, /2 approved, 1 rejected, 3 to review/);
    assert.match(text, /Blocked: Too fast/);
    assert.match(text, /Careful = 90/);
  });

  it('sum up the HITs of a type, and say nothing of none', () => {
    const hits = [someHIT({ id: '3ONE' }), someHIT({ id: '3TWO' })];
    const named = { kind: 'hitType', typeId: '3TYPE' } as const;
    const text = hitsTooltip('HIT type', named, hits, hit => countsOf(hit, noon));
    assert.match(text ?? '', /HITs: 2[\s\S]*HIT type: 3TYPE/);
    assert.equal(
      hitsTooltip('HIT type', named, [], hit => countsOf(hit, noon)),
      undefined,
    );
  });

  it('put ids into links that end where the link ends', () => {
    const id = `3')](command:evil) [x](command:evil "y`;
    const text = assignmentTooltip(someAssignment({ id }), {}, noon);
    const links = [...text.matchAll(/(?<!\\)\]\(command:([\w.]+)\?([^)]*)\)/g)];
    assert.ok(links.length > 0);
    for (const [, command = '', query = ''] of links) {
      assert.ok(linkedCommands.includes(command), command);
      const [target] = JSON.parse(decodeURIComponent(query));
      assert.equal(target.assignmentId, id);
    }
  });
});
