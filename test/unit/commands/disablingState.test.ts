import assert from 'node:assert/strict';
import { disablingState } from '../../../src/commands/hit/disablingState.ts';

const now = Date.UTC(2026, 10, 29);
const day = 86_400_000;
const expires = now + day;

describe('The state of a HIT that is being disabled', () => {
  it('is ready when nobody works on it and nobody can accept it', () => {
    assert.equal(disablingState({ status: 'Reviewable', pending: 0, expires: now - 1 }, expires, now), 'ready');
    assert.equal(disablingState({ status: 'Unassignable', pending: 1, expires: now - 1 }, expires, now), 'open');
  });

  it('is open while it could not be expired, and approves nothing then', () => {
    assert.equal(disablingState({ status: 'Assignable', pending: 0, expires }, expires, now), 'open');
  });

  it('is reopened by more time', () => {
    const extended = expires + 7 * day;
    assert.equal(disablingState({ status: 'Assignable', pending: 0, expires: extended }, expires, now), 'reopened');
    assert.equal(disablingState({ status: 'Reviewable', pending: 0, expires: extended }, now - day, now), 'reopened');
  });

  it('is not reopened by a clock that is a little behind', () => {
    assert.equal(disablingState({ status: 'Reviewable', pending: 0, expires: now + 2000 }, expires, now), 'ready');
  });
});
