import assert from 'node:assert/strict';
import { answersNamespace, encodeAnswers } from '../../../src/mturk/answers.ts';
import { cents } from '../../../src/mturk/money.ts';
import { inputsOf } from '../../../src/review/annotationInputs.ts';
import { cellText, columnsOf } from '../../../src/review/answerColumns.ts';
import { decodeRow } from '../../../src/review/decode.ts';
import { mostFields, ReviewTable } from '../../../src/review/table.ts';
import { hitOf, rowOf, tableOf } from './rows.ts';

describe('the review table', () => {
  it('has a column for each answer field that any row has', () => {
    const table = tableOf({ answers: { a: '1', b: '2' } }, { answers: { c: '3', a: '' } });
    assert.deepEqual(
      columnsOf(table)
        .filter(({ group }) => group === 'answer')
        .map(({ label }) => label),
      ['a', 'b', 'c'],
    );
    const texts = ['a', 'b', 'c'].map(name => [0, 1].map(row => table.fields.get(name)?.text(row)));
    assert.deepEqual(texts, [
      ['1', ''],
      ['2', ''],
      ['', '3'],
    ]);
  });

  it('has the columns of facts that there are facts for', () => {
    const table = tableOf({});
    const ids = () => columnsOf(table).map(({ id }) => id);
    assert.ok(!ids().includes('note'));
    table.putNotes([{ id: '3A0', workerId: 'W0', mark: 'star', note: 'ask again' }]);
    assert.deepEqual(ids().slice(0, 5), ['worker', 'status', 'autoApproves', 'mark', 'note']);
    assert.equal(table.notes.text(0), 'ask again');
  });

  it('follows the state of its rows, and tells which status changed', () => {
    const table = tableOf({}, {});
    const changed = table.update([
      { id: '3A1', workerId: 'W1', status: 'Rejected', decided: 5, feedback: 'No.' },
      { id: '3A0', workerId: 'W0', status: 'Submitted' },
      { id: 'unknown', workerId: 'W1', status: 'Approved' },
    ]);
    assert.deepEqual(changed, [1]);
    assert.equal(table.status(1), 'Rejected');
    assert.equal(table.feedback.text(1), 'No.');
    assert.equal(table.decided[1], 5);
    table.update([{ id: '3A1', workerId: 'W1', status: 'Approved', decided: 6 }]);
    assert.equal(table.feedback.text(1), '');
  });

  it('tells an id from the same id of another worker', () => {
    const table = new ReviewTable();
    table.put([rowOf(0, { worker: 'A' }), { ...rowOf(0, { worker: 'B' }), status: 'Approved' }]);
    assert.equal(table.size, 2);
    table.put([{ ...rowOf(0, { worker: 'A' }), status: 'Rejected' }]);
    assert.deepEqual([table.status(0), table.status(1)], ['Rejected', 'Approved']);
  });

  it('shows bonuses once they are known, before or after the rows', () => {
    const table = tableOf({ worker: 'A' }, { worker: 'B' });
    const bonus = columnsOf(table).find(({ id }) => id === 'bonus');
    assert.ok(bonus);
    assert.ok(Number.isNaN(table.bonuses[0]));
    table.putBonuses('H1', [['A', cents(150)]]);
    assert.deepEqual(
      [0, 1].map(row => cellText(table, bonus, row)),
      ['$1.50', ''],
    );
    table.put([rowOf(2, { worker: 'A' })]);
    assert.equal(cellText(table, bonus, 2), '$1.50');
  });

  it('keeps what can’t be read, with the reason', () => {
    const table = new ReviewTable();
    table.put([{ ...rowOf(0, {}), answers: decodeRow('<broken') }]);
    assert.equal(table.raw(0), '<broken');
    assert.match(table.problems.text(0), /line 1/);
  });

  it('shows nothing of HITs that are gone', () => {
    const table = tableOf({ hit: 'H1' }, { hit: 'H2' });
    table.forget(['H1']);
    assert.deepEqual([...table.all()], [0, 1]);
  });

  it('does not let a worker make columns without end', () => {
    const answers = Object.fromEntries(Array.from({ length: mostFields + 50 }, (_, index) => [`f${index}`, 'x']));
    assert.equal(tableOf({ answers }).fields.size, mostFields);
  });

  it('shows the inputs of a HIT in each of its rows', () => {
    const table = new ReviewTable();
    table.putHITs([hitOf('H1', { inputs: [['word', 'blue']] })]);
    table.put([rowOf(0, {}), rowOf(1, {})]);
    assert.deepEqual(
      columnsOf(table).find(({ group }) => group === 'input'),
      { id: 'input:word', label: 'Input.word', group: 'input', kind: 'text', texts: table.inputs.get('word') },
    );
    assert.equal(table.inputs.get('word')?.text(1), 'blue');
  });
});

describe('a row’s answers', () => {
  it('join what a name says twice', () => {
    const text = (question: string, value: string) => ({ question, value: { kind: 'text' as const, text: value } });
    assert.deepEqual(decodeRow(encodeAnswers([text('box', 'a'), text('other', 'x'), text('box', 'b')])), {
      ok: true,
      fields: [
        ['box', 'a|b'],
        ['other', 'x'],
      ],
    });
    assert.deepEqual(decodeRow(`<QuestionFormAnswers xmlns="${answersNamespace}"/>`), { ok: true, fields: [] });
  });
});

describe('inputs of a batch row', () => {
  it('are the members of an annotation that is JSON', () => {
    assert.deepEqual(inputsOf('{"batch":"b1","Input.word":"red","input":{"colour":"blue","n":3}}'), [
      ['batch', 'b1'],
      ['word', 'red'],
      ['colour', 'blue'],
      ['n', '3'],
    ]);
  });

  it('are none for any other annotation', () => {
    for (const annotation of ['', 'batch-3', 'BatchId:12;', '{broken', '[1]', 'null'])
      assert.deepEqual(inputsOf(annotation), []);
  });
});
