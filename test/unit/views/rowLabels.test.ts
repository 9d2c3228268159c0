import assert from 'node:assert/strict';
import type { Note } from '../../../src/account/notes.ts';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { printable } from '../../../src/mturk/plainText.ts';
import { loadAnswers } from '../../../src/views/answerPreview.ts';
import { assignmentRow, countsText, hitRow } from '../../../src/views/rowLabels.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../support/records.ts';

before(loadAnswers);

describe('HIT rows', () => {
  it('say what is to review, how full it is, what it pays and how long it lasts', () => {
    const hit = someHIT({ maxAssignments: 9, available: 2, pending: 1, completed: 4, expires: noon + 2 * day });
    const row = hitRow(hit, countsOf(hit, noon), noon);
    assert.equal(row.label, 'Judge the colour of words');
    assert.equal(row.description, '2 to review · 6 of 9 · 2 d left');
    assert.equal(row.contextValue, 'hit');
    assert.match(row.accessible, /2 to review, 1 working, 2 available, 4 reviewed of 9/);
  });

  it('call a HIT done when nothing is left to review', () => {
    const hit = someHIT({ status: 'Reviewable', available: 0, completed: 5 });
    assert.match(hitRow(hit, countsOf(hit, noon), noon).description, /· done$/);
  });

  it('do not pretend to know what only a listing tells', () => {
    const hit = someHIT({ status: 'Reviewable', available: 0, completed: 1, expires: noon - day });
    assert.match(hitRow(hit, countsOf(hit, noon), noon).accessible, /4 submitted or not taken, 1 reviewed of 5/);
    const listed = hitRow(hit, countsOf(hit, noon, 3), noon);
    assert.match(listed.accessible, /3 to review, 1 reviewed, 1 not taken, expired of 5/);
    assert.match(listed.description, /^3 to review · 4 of 5 /);
  });

  it('say first what tells a HIT from others of its title, and leave the title to the group that says it', () => {
    const row = (titled: boolean) => hitRow(someHIT(), countsOf(someHIT(), noon), noon, { member: 's01', titled });
    assert.equal(row(true).label, 's01');
    assert.equal(row(false).label, 's01 · Judge the colour of words');
    assert.match(row(true).accessible, /^s01, Judge the colour of words, HIT, /);
  });

  it('have a colour only where the requester is needed', () => {
    const colour = (facts: Parameters<typeof someHIT>[0]) => {
      const hit = someHIT(facts);
      return hitRow(hit, countsOf(hit, noon), noon).color;
    };
    assert.equal(colour({ available: 2 }), 'charts.yellow');
    for (const status of ['Assignable', 'Unassignable', 'Disposed'] as const)
      assert.equal(colour({ status }), undefined);
    assert.equal(assignmentRow(someAssignment({ status: 'Approved' }), {}, noon).color, undefined);
  });

  it('name counts that add up', () => {
    assert.equal(
      countsText({ available: 1, working: 2, submitted: 3, reviewed: 4, unfilled: 0, unclear: 0 }),
      '3 to review, 2 working, 1 available, 4 reviewed',
    );
  });
});

describe('assignment rows', () => {
  it('show worker, state, age, deadline and the answers', () => {
    const answer = encodeAnswers([
      { question: 'first', value: { kind: 'text', text: 'red' } },
      { question: 'second', value: { kind: 'text', text: 'blue' } },
    ]);
    const row = assignmentRow(someAssignment({ autoApproves: noon + 3 * hour }), { answer }, noon);
    assert.equal(row.label, 'A2YUCJ28XANFOX');
    assert.equal(row.description, 'Submitted · 1 h ago · auto-approves in 3 h · red, blue');
    assert.equal(row.contextValue, 'assignment+approvable+rejectable');
  });

  it('offer to take a rejection back while that is possible', () => {
    assert.equal(
      assignmentRow(someAssignment({ status: 'Rejected' }), { answer: '' }, noon).contextValue,
      'assignment+overridable',
    );
    const late = someAssignment({ status: 'Rejected', submitted: noon - 31 * day });
    assert.equal(assignmentRow(late, { answer: '' }, noon).contextValue, 'assignment');
  });

  it('show marks and notes as signs, and tell them to screen readers', () => {
    const note = { assignmentId: '3A', hitId: '3H', text: '', mark: undefined };
    const rowOf = (changed: Partial<Note>) => assignmentRow(someAssignment(), { note: { ...note, ...changed } }, noon);
    assert.match(rowOf({}).description, /^Submitted/);
    assert.match(rowOf({ text: 'look again' }).description, /^✎ · Submitted/);
    assert.match(rowOf({ text: 'look again', mark: 'star' }).description, /^★ ✎ · Submitted/);
    assert.match(rowOf({ text: 'look again', mark: 'flag' }).accessible, /marked with a flag, has a note$/);
  });

  it('can’t be forged by what a worker wrote', () => {
    assert.equal(printable('a\nb\u0000c\u202edlrow\u2066'), 'a b cdlrow');
    const row = assignmentRow(
      someAssignment(),
      { answer: encodeAnswers([{ question: 'q', value: { kind: 'text', text: 'x'.repeat(60_000) } }]) },
      noon,
    );
    assert.ok(row.description.length < 150);
  });
});
