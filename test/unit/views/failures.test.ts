import assert from 'node:assert/strict';
import type { Freshness } from '../../../src/account/freshness.ts';
import { commands } from '../../../src/ids.ts';
import { type FailureKind, MTurkError } from '../../../src/mturk/errors.ts';
import { failureNotes } from '../../../src/views/failures.ts';
import { noon } from '../../support/records.ts';

const failed = (kind: FailureKind, updated?: number): Freshness => ({
  state: 'failed',
  error: new MTurkError({ kind, operation: 'ListHITs', words: 'no', code: 'ECONNREFUSED' }),
  ...(updated === undefined ? {} : { updated }),
});

const amazon = 'https://mturk-requester.us-east-1.amazonaws.com';

describe('the rows of a view that could not be read', () => {
  it('say why, offer to try again, and ways out', () => {
    const [note, ...ways] = failureNotes('list HITs', failed('unreachable'), 'http://127.0.0.1:1');
    assert.match(note?.label ?? '', /^Couldn’t list HITs: nothing answers at http:\/\/127\.0\.0\.1:1/);
    assert.equal(note?.command?.command, commands.refresh);
    const offered = ways.map(({ command }) => command?.command);
    assert.deepEqual(offered, [commands.startLocal, commands.switchProfile, commands.showLog]);
  });

  it('tell what Amazon announced when its endpoint does not answer', () => {
    const [note] = failureNotes('list HITs', failed('unreachable'), amazon);
    assert.match(note?.description ?? '', /closed .*30 September 2026/);
  });

  it('name the permission that is missing', () => {
    const [note] = failureNotes('list HITs', failed('notPermitted'), amazon);
    assert.match(`${note?.label} ${note?.description}`, /mechanicalturk:ListHITs/);
  });

  it('leave what was read before in peace', () => {
    assert.equal(failureNotes('list HITs', failed('unreachable', noon), amazon).length, 1);
    assert.deepEqual(failureNotes('list HITs', { state: 'fresh', updated: noon }, amazon), []);
    assert.deepEqual(failureNotes('list HITs', failed('cancelled'), amazon), []);
  });
});
