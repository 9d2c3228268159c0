import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyRules, rulesProblems } from '../../../src/files/byRules.ts';
import { readDecisions } from '../../../src/files/decisions.ts';
import { type Gold, readGold } from '../../../src/files/gold.ts';
import { rowOf, writeDecisions } from '../../../src/files/writing.ts';
import { parseRules } from '../../../src/review/rules/parseRules.ts';
import { assignmentOf, hitOf, origin } from '../../support/decisions.ts';

function goldOf(text: string): Gold {
  const gold = readGold(text);
  assert.ok(!('problem' in gold), 'problem' in gold ? gold.problem : '');
  return gold;
}

const row = (id: string, hitId: string, answers: Record<string, string>, given = {}) =>
  rowOf({
    hit: hitOf(hitId, { annotation: `{"word":"w${hitId}"}` }),
    assignment: assignmentOf(id, answers, { hitId, ...given }),
  });

describe('gold files', () => {
  it('belong to assignments, HITs, inputs or everything', () => {
    const one = row('3A', '3H', { q1: 'x' });
    assert.equal(goldOf('HITId,q1\n3H,red\n3G,blue\n').of(one)?.get('q1'), 'red');
    assert.equal(goldOf('HITId;AssignmentId;Answer.q1\n3H;3A;"re;d"\n').of(one)?.get('q1'), 're;d');
    assert.equal(goldOf('Input.word,q1\nw3H,green\n').of(one)?.get('q1'), 'green');
    assert.equal(goldOf('q1\nred\n').of(one)?.get('q1'), 'red');
    assert.equal(goldOf('[{"HITId":"3H","q1":2}]').of(one)?.get('q1'), '2');
    assert.equal(goldOf('{"HITId":"3H","q1":2}\n{"HITId":"3G","q1":3}\n').of(one)?.get('q1'), '2');
    assert.equal(goldOf('{\n "q1": 2\n}').of(one)?.get('q1'), '2');
    assert.equal(goldOf('HITId,q1\n3H, \n').of(one)?.get('q1'), undefined);
    assert.equal(goldOf('HITId,q1\n3G,red\n').of(one), undefined);
  });

  it('may have rows that end early or go on with blank cells, and any dialect', () => {
    const text = readFileSync('test/fixtures/files/gold-short-row.csv', 'utf8');
    const known = goldOf(text).of(row('3A', '3FILEHIT0000000000000000000001', { colour: 'x' }));
    assert.deepEqual([...(known ?? [])], [['colour', 'blue']]);
    const one = row('3A', '3H', { q1: 'x' });
    assert.equal(goldOf('\n\uFEFFsep=;\nHITId; "q1" ;\n3H; "re;d" ;;\n').of(one)?.get('q1'), 're;d');
  });

  it('say what is wrong with them', () => {
    const problem = (text: string) => {
      const gold = readGold(text);
      return 'problem' in gold ? gold.problem : '';
    };
    assert.match(problem('q1\nred\nblue\n'), /2 rows and no column that says what each belongs to/);
    assert.equal(problem('HITId,q1\n3H,red\n3H,blue\n'), 'line 3: HITId “3H” appears twice');
    assert.equal(problem('HITId,q1\n3H,red,blue\n'), 'line 2: it has 3 cells, the header 2');
    assert.match(problem('[{'), /JSON/);
  });
});

describe('rules over work', () => {
  const text =
    'workTime < 20 -> reject "Too quick"\nq1 == gold.q1 -> approve "Right", bonus 0.10 "Right answer"\nq1 == "skip" -> skip';
  const parsed = parseRules(text);
  assert.ok(parsed.ok);
  const gold = goldOf('HITId,q1\n3H,red\n');
  const rows = [
    row('3A', '3H', { q1: 'RED' }),
    row('3B', '3H', { q1: 'blue' }),
    row('3C', '3H', { q1: 'red' }, { submitted: Date.UTC(2026, 4, 1, 12, 0, 5) }),
    row('3D', '3G', { q1: 'red' }),
    row('3E', '3H', { q1: 'red' }, { status: 'Approved' }),
  ];

  it('fill what the first rule that holds says, and count', () => {
    const { rows: filled, counts, unclear, none } = applyRules(parsed.rules, rows, gold);
    assert.deepEqual(
      filled.map(each => each.decided ?? {}),
      [
        { Approve: 'x', Feedback: 'Right', Bonus: '0.10', BonusReason: 'Right answer' },
        {},
        { Reject: 'Too quick' },
        {},
        { Bonus: '0.10', BonusReason: 'Right answer' },
      ],
    );
    assert.equal(filled[3]?.rule, 'line 2 can’t be evaluated: gold.q1 is not there');
    assert.match(filled[4]?.rule ?? '', /not filled in: it is approved already/);
    assert.deepEqual(
      counts.map(each => each.rows),
      [1, 2, 0],
    );
    assert.deepEqual([unclear, none], [1, 1]);
  });

  it('fill in what each worker reads, and leave undecided whom they can’t tell it', () => {
    const personal = parseRules(
      'q1 == "x" -> approve "Thanks, {worker}: {answer.why}", bonus 0.10 "For {answer.why}"\n' +
        'otherwise -> reject "{answer.q1} after {minutes} min"',
    );
    assert.ok(personal.ok);
    const {
      rows: filled,
      counts,
      unclear,
    } = applyRules(
      personal.rules,
      [
        row('3A', '3H', { q1: 'x', why: 'a\nreason' }),
        row('3B', '3H', { q1: 'x' }),
        row('3C', '3H', { q1: 'y' }),
        row('3D', '3H', { q1: 'y'.repeat(2000) }),
        row('3E', '3H', { q1: 'x', why: 'it' }, { status: 'Approved' }),
        row('3F', '3H', { q1: 'y', why: '' }, { status: 'Rejected' }),
      ],
      undefined,
    );
    assert.deepEqual(
      filled.map(each => each.decided),
      [
        { Approve: 'x', Feedback: 'Thanks, A3A: a reason', Bonus: '0.10', BonusReason: 'For a reason' },
        undefined,
        { Reject: 'y after 1.5 min' },
        { Reject: `${'y'.repeat(199)}… after 1.5 min` },
        { Bonus: '0.10', BonusReason: 'For it' },
        {},
      ],
    );
    assert.equal(filled[1]?.rule, 'line 1 can’t be evaluated: its answer has no field “why”, but “q1”');
    assert.deepEqual([counts.map(each => each.rows), unclear], [[2, 3], 1]);
  });

  it('make no reason of an answer that a decision file would read as a mark', () => {
    const quoting = parseRules('otherwise -> reject "{answer.q1}"');
    assert.ok(quoting.ok);
    const { rows: filled } = applyRules(
      quoting.rules,
      ['no', 'X', 'NA', 'nothing'].map(q1 => row('3A', '3H', { q1 })),
      undefined,
    );
    assert.deepEqual(
      filled.map(each => each.decided),
      [undefined, undefined, undefined, { Reject: 'nothing' }],
    );
    assert.equal(filled[0]?.rule, 'line 1 can’t be evaluated: “no” alone is not a reason in a decision file');
  });

  it('are checked against the fields that the work has', () => {
    assert.deepEqual(rulesProblems(parsed.rules, rows, gold, text), []);
    assert.deepEqual(
      rulesProblems(parsed.rules, [row('3A', '3H', { q2: 'x' })], undefined, text).map(({ message }) => message),
      [
        'no answer has a field “q1”; there are q2',
        'there is no gold file: name one on its own line, gold "file.csv"',
        'no answer has a field “q1”; there are q2',
      ],
    );
  });

  it('write braces of rules and answers so that the file says them again, and fills nothing in twice', () => {
    const rules = parseRules('q1 is not blank -> reject "Not {{so}}: {answer.q1} of {worker}", bonus 1 "{answer.q1}"');
    assert.ok(rules.ok);
    const one = row('3A', '3H', { q1: 'say {worker} or {x}}' });
    const { rows } = applyRules(rules.rules, [one], undefined);
    const { text: written } = writeDecisions('csv', rows, origin);
    const file = readDecisions(written);
    assert.deepEqual(file?.problems, []);
    const [decision] = file?.decisions ?? [];
    assert.deepEqual(decision?.verdict, { kind: 'reject', reason: 'Not {so}: say {worker} or {x}} of A3A' });
    assert.equal(decision?.bonus?.reason, 'say {worker} or {x}}');
  });
});
