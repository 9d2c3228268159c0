import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readDecisions } from '../../../src/files/decisions.ts';
import { resultEdits } from '../../../src/files/resultColumn.ts';
import { rowOf, writeDecisions } from '../../../src/files/writing.ts';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { unguardCell } from '../../../src/mturk/spreadsheet.ts';
import { applied, assignmentOf, hitOf, origin, rowFor } from '../../support/decisions.ts';

const odd = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\',;"x1 ') }));

function table(csv: string): Record<string, string>[] {
  const records: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  return records.map(record =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [unguardCell(key), unguardCell(value)])),
  );
}

describe('writing decisions', () => {
  it('says of each assignment what is known, in Amazon’s names, with columns to fill', () => {
    const hit = hitOf('3HIT', { annotation: '{"word":"red","n":1}' });
    const { text, guarded } = writeDecisions(
      'csv',
      [rowOf({ hit, assignment: assignmentOf('3A', { q1: '=1+1', q2: 'blue' }) })],
      origin,
    );
    assert.equal(guarded, 1);
    assert.match(text, /,'=1\+1,blue,,,,,\r\n$/);
    assert.deepEqual(table(text), [
      {
        AssignmentId: '3A',
        HITId: '3HIT',
        HITTypeId: '3TYPE',
        Title: 'Judge the colour of words',
        WorkerId: 'A3A',
        AssignmentStatus: 'Submitted',
        AcceptTime: '2026-05-01T12:00:00.000Z',
        SubmitTime: '2026-05-01T12:01:30.000Z',
        AutoApprovalTime: '2026-05-04T12:01:30.000Z',
        ApprovalTime: '',
        RejectionTime: '',
        WorkTimeInSeconds: '90',
        Reward: '0.60',
        RequesterFeedback: '',
        RequesterAnnotation: '{"word":"red","n":1}',
        Environment: 'sandbox',
        Profile: 'pilot',
        Endpoint: 'https://mturk.lab.example',
        'Input.word': 'red',
        'Input.n': '1',
        'Answer.q1': '=1+1',
        'Answer.q2': 'blue',
        Approve: '',
        Reject: '',
        Bonus: '',
        BonusReason: '',
        Feedback: '',
      },
    ]);
  });

  it('keeps any answer in any field, in both forms', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), odd, { maxKeys: 4 }), odd, (fields, reason) => {
        const names = Object.keys(fields);
        const row = rowFor(assignmentOf('3A'), fields, { Reject: reason });
        const [csv] = table(writeDecisions('csv', [row], origin).text);
        const json = JSON.parse(writeDecisions('jsonl', [row], origin).text);
        for (const read of [csv, json]) {
          for (const name of names) assert.equal(read?.[`Answer.${name}`], fields[name]);
          assert.equal(read?.Reject, reason);
        }
      }),
    );
  });

  it('writes what it reads: nothing is decided until somebody fills a cell', () => {
    for (const kind of ['csv', 'jsonl'] as const) {
      const { text } = writeDecisions(
        kind,
        [rowFor(assignmentOf('3A'), { q: 'x' }), rowFor(assignmentOf('3B'), { r: 'y' })],
        origin,
      );
      const file = readDecisions(text);
      assert.deepEqual([file?.form.kind, file?.decisions, file?.undecided, file?.problems], [kind, [], 2, []]);
    }
  });

  it('joins what was selected with |, as Amazon’s results do', () => {
    const answer = encodeAnswers([
      { question: 'own', value: { kind: 'selection', selected: ['bike', 'boat'], other: 'sled' } },
      { question: 'days', value: { kind: 'text', text: 'mon|wed' } },
    ]);
    const row = rowOf({ hit: hitOf('3HIT'), assignment: assignmentOf('3A', {}, { answer }) });
    assert.deepEqual(row.fields, [
      { name: 'own', text: 'bike|boat|other: sled' },
      { name: 'days', text: 'mon|wed' },
    ]);
  });

  it('keeps the digits of numbers in taskAnswers', () => {
    const taskAnswers = '[{"id":12345678901234567890,"share":0.50,"code":"1E5","all":[1E5,2]}]';
    const row = rowOf({ hit: hitOf('3HIT'), assignment: assignmentOf('3A', { taskAnswers }) });
    assert.deepEqual(
      row.fields.map(({ text }) => text),
      ['12345678901234567890', '0.50', '1E5', '[1E5,2]'],
    );
  });

  it('gives thousands of names that begin alike a column each', () => {
    const fields = Array.from({ length: 6000 }, (_, index) => [`${'n'.repeat(300)}${index}`, 'x'] as const);
    const { text } = writeDecisions('csv', [rowFor(assignmentOf('3A'), Object.fromEntries(fields))], origin);
    const names = text.slice(0, text.indexOf('\r\n')).split(',');
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length > 6000);
  });

  it('keeps an answer that can’t be decoded, raw', () => {
    const row = rowOf({ hit: hitOf('3HIT'), assignment: assignmentOf('3A', {}, { answer: '<broken' }) });
    assert.deepEqual(row.fields, [{ name: 'raw', text: '<broken' }]);
  });
});

describe('results', () => {
  const startOf = (text: string, id: string) => text.lastIndexOf('\n', text.indexOf(id)) + 1;

  it('are a new last column, and everything else stays as it is', () => {
    const text = '\uFEFF"AssignmentId";Approve\r\n"3A"; x \r\n3B;""\r\n\r\n3C;"x"y\r\n3D;x';
    const results = new Map([
      [startOf(text, '3A'), 'approved'],
      [startOf(text, '3D'), 'failed; why'],
      [startOf(text, '3C'), 'never'],
    ]);
    results.set(text.indexOf('"3A"'), 'approved');
    assert.equal(
      applied(text, resultEdits(text, results)),
      '\uFEFF"AssignmentId";Approve;Result\r\n"3A"; x ;approved\r\n3B;"";\r\n\r\n3C;"x"y\r\n3D;x;"failed; why"',
    );
  });

  it('take the place of what a column of results said, for the rows that have one', () => {
    const text = 'Result,AssignmentId,Approve\nold,3A,x\n"kept, this",3B,x\n';
    const results = new Map([[startOf(text, '3A'), '=approved']]);
    assert.equal(
      applied(text, resultEdits(text, results)),
      'Result,AssignmentId,Approve\n\'=approved,3A,x\n"kept, this",3B,x\n',
    );
  });

  it('are a member of each JSON line', () => {
    const text = '{ "AssignmentId": "3A", "Approve": "x" }\r\n{"AssignmentId":"3B","Approve":"x","Result":"old"}\n';
    const results = new Map([
      [0, 'approved'],
      [startOf(text, '3B'), 'failed'],
    ]);
    const lines = applied(text, resultEdits(text, results)).split(/\r?\n/);
    assert.deepEqual(JSON.parse(lines[0] ?? ''), { AssignmentId: '3A', Approve: 'x', Result: 'approved' });
    assert.equal(lines[1], '{"AssignmentId":"3B","Approve":"x","Result":"failed"}');
  });

  it('leave JSON lines alone that are none', () => {
    const text = '["3A"]\n{"AssignmentId":"3B","Approve":"x"\n{"AssignmentId":"3C","Approve":"x"}';
    const form = `{"AssignmentId":"3","Approve":1}\n${text}`;
    const starts = [...form.matchAll(/^/gm)].map(({ index }) => index).slice(1);
    const edits = resultEdits(form, new Map(starts.map(start => [start, 'left out'])));
    assert.equal(applied(form, edits), `${form.slice(0, -1)},"Result":"left out"}`);
  });

  it('change no other cell, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ reason: odd, answer: odd }), { minLength: 1, maxLength: 5 }),
        odd,
        (all, result) => {
          const rows = all.map(({ reason, answer }, index) =>
            rowFor(assignmentOf(`3A${index}`), { q: answer }, { Reject: reason }),
          );
          const { text } = writeDecisions('csv', rows, origin);
          const first = text.indexOf('3A0');
          const after = applied(text, resultEdits(text, new Map([[first, result]])));
          const again = applied(after, resultEdits(after, new Map([[after.indexOf('3A0'), 'second']])));
          assert.deepEqual(
            table(after).map(({ Result: _, ...rest }) => rest),
            table(text),
          );
          assert.equal(table(after)[0]?.Result, result);
          assert.equal(table(again)[0]?.Result, 'second');
        },
      ),
    );
  });
});
