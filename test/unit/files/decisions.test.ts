import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formOf, lackOf } from '../../../src/files/decisionColumns.ts';
import { readDecisions } from '../../../src/files/decisions.ts';
import { resultEdits } from '../../../src/files/resultColumn.ts';
import { csvDialectOf, readCsvTable } from '../../../src/mturk/csvDialect.ts';
import { applied } from '../../support/decisions.ts';

const header = 'AssignmentId,WorkerId,Approve,Reject,Bonus,BonusReason,Feedback';

function read(...rows: string[]) {
  const file = readDecisions([header, ...rows].join('\n'));
  assert.ok(file);
  return file;
}

const problemsOf = (...rows: string[]) =>
  read(...rows).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a file of decisions', () => {
  it('is known by its first line', () => {
    assert.deepEqual(formOf('AssignmentId,Approve\n'), { kind: 'csv', delimiter: ',', start: 0 });
    assert.deepEqual(formOf('\uFEFF"AssignmentId";"Reject"\r\n'), { kind: 'csv', delimiter: ';', start: 1 });
    assert.deepEqual(formOf('AssignmentId\tBonus'), { kind: 'csv', delimiter: '\t', start: 0 });
    assert.deepEqual(formOf('"Answer.Say, in\n""two"" words","AssignmentId","Approve"')?.kind, 'csv');
    assert.deepEqual(formOf('\n{"AssignmentId":"3A","Approve":null}\n'), { kind: 'jsonl' });
    for (const other of ['', 'AssignmentId,WorkerId', 'id,Approve', '{"a":1}', '{"Approve":1', '[]'])
      assert.equal(formOf(other), undefined, other);
  });

  it('is told what its first line lacks', () => {
    assert.equal(lackOf('\r\n  \n'), 'it is empty');
    assert.equal(lackOf('WorkerId,Approve\n'), 'its first line has no column AssignmentId');
    assert.equal(
      lackOf('"assignment_id","Approve"\n'),
      'the column “assignment_id” of its first line must be named AssignmentId',
    );
    assert.equal(lackOf('AssignmentId;WorkerId\n'), 'its first line has no column Approve, Reject or Bonus');
    assert.equal(lackOf('AssignmentId;APPROVE\n'), 'the column “APPROVE” of its first line must be named Approve');
    assert.equal(lackOf('{"Approve":"x"}\n'), 'its first line has no member AssignmentId');
    assert.equal(lackOf('AssignmentId,Approve\n'), undefined);
  });

  it('approves with x or X, rejects with a reason, and leaves blank rows alone', () => {
    const { decisions, undecided, problems } = read(
      '3A,A1,x,,,,',
      '3B,A2,X,,,,Thank you',
      '3C,A3,,"Random, as it seems",,,',
      '3D,A4,,,,,',
      '3E,A5,,,$1.50,Thorough,',
    );
    assert.deepEqual(problems, []);
    assert.equal(undecided, 1);
    assert.deepEqual(
      decisions.map(({ assignmentId, verdict, bonus }) => [assignmentId, verdict, bonus?.amount]),
      [
        ['3A', { kind: 'approve' }, undefined],
        ['3B', { kind: 'approve', feedback: 'Thank you' }, undefined],
        ['3C', { kind: 'reject', reason: 'Random, as it seems' }, undefined],
        ['3E', undefined, 150],
      ],
    );
  });

  it('takes nothing that R, pandas or Excel write for nothing as a decision', () => {
    for (const nothing of [
      'NA',
      'NaN',
      'nan',
      'None',
      'null',
      '<NA>',
      '#N/A',
      'False',
      'FALSE',
      '0',
      'no',
      ' ',
      '0.0',
    ]) {
      const { decisions, undecided, problems } = read(`3A,A1,${nothing},${nothing},${nothing},NA,NA`);
      assert.deepEqual([decisions, undecided, problems], [[], 1, []], nothing);
    }
    for (const yes of ['x', 'X', 'True', 'TRUE', '1', 'yes', '1.0'])
      assert.deepEqual(read(`3A,A1,${yes},,,,`).decisions[0]?.verdict, { kind: 'approve' }, yes);
  });

  it('says of every malformed row what is wrong, and where', () => {
    assert.deepEqual(problemsOf('3A,A1,x,bad work,,,', '3B,A1,maybe,,,,', '3C,A1,,x,,,'), [
      '2:9 the row both approves and rejects',
      '3:7 “maybe” is neither yes nor no: x approves, blank leaves the row undecided',
      '4:8 a rejection needs a reason: write it here instead of a mark',
    ]);
    assert.deepEqual(problemsOf(',A1,x,,,,', '3B,A1,,,"0,50",x,', '3C,A1,,,0.505,x,', '3D,A1,,,1,,'), [
      '2:1 the row decides something, and names no assignment',
      '3:9 “0,50” is not an amount: dollars such as 0.50 or 2, with at most two decimals',
      '4:9 “0.505” is not an amount: dollars such as 0.50 or 2, with at most two decimals',
      '5:11 the service requires a reason for each bonus',
    ]);
    assert.deepEqual(problemsOf('3B,A1,,no, reason,,,, and more', `3C,A1,,${'r'.repeat(1025)},,,`), [
      '2:22 the row has 9 cells, the header 7',
      '3:8 the message has 1025 characters, and 1024 are allowed',
    ]);
    assert.deepEqual(problemsOf('3A,A1,"x"y,,,,', '"3B', '3C,A1,x,,,,'), [
      '2:10 text follows a closing quotation mark',
      '3:1 this quotation mark is never closed',
    ]);
  });

  it('takes a mark for the rejection when the feedback has the reason', () => {
    assert.deepEqual(read('3A,A1,,x,,,All blank').decisions[0]?.verdict, { kind: 'reject', reason: 'All blank' });
  });

  it('decides nothing at all where a column is there twice', () => {
    const file = readDecisions('AssignmentId,Approve,Approve\n3A,x,\n');
    assert.deepEqual(
      file?.problems.map(({ line, column, message }) => [line, column, message]),
      [[1, 22, 'the column Approve appears twice']],
    );
    assert.deepEqual(file?.decisions, []);
  });

  it('takes the guard of a reason off', () => {
    assert.deepEqual(read("3A,A1,,'=1+1 is no answer,,,").decisions[0]?.verdict, {
      kind: 'reject',
      reason: '=1+1 is no answer',
    });
  });

  it('is read from JSON lines, with numbers, booleans and null', () => {
    const file = readDecisions(
      [
        '{"AssignmentId":"3A","Approve":true,"Bonus":0.5,"BonusReason":"Thorough"}',
        '{"AssignmentId":"3B","Approve":null,"Reject":"Random"}',
        '{"AssignmentId":"3C","Approve":false}',
        '{"AssignmentId":"3D","Approve":tru}',
        '["3E"]',
        '{"AssignmentId":"3F","Approve":{"x":1}}',
        '{"AssignmentId":"3G","Reject":"a","Reject":"b"}',
        '{"AssignmentId":"3H","__proto__":{"Approve":"x"}}',
      ].join('\r\n'),
    );
    assert.deepEqual(
      file?.decisions.map(({ assignmentId, verdict, bonus }) => [assignmentId, verdict?.kind, bonus?.amount]),
      [
        ['3A', 'approve', 50],
        ['3B', 'reject', undefined],
      ],
    );
    assert.equal(file?.undecided, 2);
    assert.deepEqual(
      file?.problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
      [
        '4:32 this is not JSON: invalid symbol',
        '5:1 the line is not a JSON object',
        '6:32 Approve must be a text, a number, true, false or null',
        '7:35 the member Reject appears twice in the row',
      ],
    );
  });

  it('may end before its last headings do, and have blank cells behind them', () => {
    const { decisions, undecided, problems } = read('3A,A1,x', '3B,A1,,Random,,,,,, ', '3C,A1');
    assert.deepEqual([problems, undecided], [[], 1]);
    assert.deepEqual(
      decisions.map(({ verdict }) => verdict?.kind),
      ['approve', 'reject'],
    );
    const one = readDecisions('"AssignmentId","Answer.q","Approve","Reject"\n"3ABC","blue","x"');
    assert.deepEqual([one?.problems, one?.decisions[0]?.verdict], [[], { kind: 'approve' }]);
  });
});

describe('Amazon’s results files', () => {
  const fixture = (name: string) => readFileSync(`test/fixtures/files/${name}.csv`, 'utf8');
  const verdictsOf = (name: string) => {
    const file = readDecisions(fixture(name));
    assert.ok(file, name);
    assert.deepEqual(file.problems, [], name);
    const decided = file.decisions.map(({ assignmentId, verdict }) => [assignmentId.slice(-1), verdict]);
    return { decided, undecided: file.undecided, decidedBefore: file.decidedBefore };
  };
  const reviewed = [
    ['1', { kind: 'approve' }],
    ['2', { kind: 'reject', reason: 'Not what was asked' }],
  ];

  it('decide nothing as they are downloaded, whose rows end before Approve', () => {
    assert.deepEqual(verdictsOf('amazon-results-download'), { decided: [], undecided: 3, decidedBefore: 1 });
  });

  it('decide what a reviewer or a spreadsheet adds', () => {
    assert.deepEqual(verdictsOf('amazon-results-reviewed'), { decided: reviewed, undecided: 1, decidedBefore: 0 });
    assert.deepEqual(verdictsOf('amazon-results-resaved'), { decided: reviewed, undecided: 1, decidedBefore: 0 });
  });

  it('may have blanks after commas, and a line that names the separator', () => {
    assert.deepEqual(verdictsOf('blanks-after-commas'), {
      decided: reviewed.slice(0, 1),
      undecided: 0,
      decidedBefore: 0,
    });
    assert.deepEqual(verdictsOf('sep-line'), { decided: reviewed.slice(0, 1), undecided: 0, decidedBefore: 0 });
  });

  it('take results behind their last heading, and keep every other character', () => {
    for (const name of ['amazon-results-download', 'amazon-results-reviewed', 'amazon-results-resaved', 'sep-line']) {
      const text = fixture(name);
      const at = text.indexOf('\n', text.indexOf('AssignmentId')) + 1;
      const edits = resultEdits(text, new Map([[at, 'approved']]));
      const after = applied(text, edits);
      const table = readCsvTable(after, csvDialectOf(after));
      const before = readCsvTable(text, csvDialectOf(text));
      assert.equal(table.names.length, before.names.length + 1, name);
      assert.deepEqual(
        table.records.map(({ cells }) => [cells.length, cells.at(-1)?.text]),
        before.records.map((_, index) => [table.names.length, index === 0 ? 'approved' : '']),
        name,
      );
      const kept = table.records.map(({ cells }) => cells.slice(0, -1).map(cell => cell.text));
      before.records.forEach(({ cells }, index) => {
        const width = before.names.length;
        const padded = Array.from({ length: width }, (_, column) => cells[column]?.text ?? '');
        assert.deepEqual(kept[index], padded, name);
      });
      assert.deepEqual(readDecisions(after)?.problems, [], name);
    }
  });

  it('are read cell by cell, so that quoting each again gives the same bytes', () => {
    const text = fixture('amazon-results-download');
    const { header, records } = readCsvTable(text, csvDialectOf(text));
    const again = [header, ...records].map(record =>
      record?.cells.map(({ text: cell }) => `"${cell.replaceAll('"', '""')}"`).join(','),
    );
    assert.equal(again.join('\r\n'), text);
  });

  it('approve, reject with a reason, and leave alone', () => {
    const file = readDecisions(readFileSync('test/fixtures/decisions/amazon-results.csv', 'utf8'));
    assert.deepEqual(file?.problems, []);
    assert.equal(file?.undecided, 1);
    assert.deepEqual(
      file?.decisions.map(({ assignmentId, hitId, workerId, verdict }) => [assignmentId, hitId, workerId, verdict]),
      [
        ['3AMAZONASSIGNMENT0000000000001', '3AMAZONHIT00000000000000000001', 'AAMAZONWORKER1', { kind: 'approve' }],
        [
          '3AMAZONASSIGNMENT0000000000002',
          '3AMAZONHIT00000000000000000001',
          'AAMAZONWORKER2',
          { kind: 'reject', reason: 'You wrote "blue" for every word,\nalso for the red ones.' },
        ],
      ],
    );
  });
});
