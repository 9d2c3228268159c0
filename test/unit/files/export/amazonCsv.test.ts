import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { amazonAnswers, byCodePoint } from '../../../../src/files/export/amazonCsv.ts';
import { encodeAnswers } from '../../../../src/mturk/answers.ts';
import { rateText } from '../../../../src/statistics/workerRates.ts';
import { amazonFile, collected, readAmazonFile, written } from './setup.ts';

describe('Amazon’s results CSV', () => {
  it('comes back byte for byte from what a file of that shape says', async () => {
    const { bytes, rows } = await written(await collected(readAmazonFile()));
    assert.equal(bytes.toString('utf8'), readFileSync(amazonFile, 'utf8'));
    assert.deepEqual(bytes, readFileSync(amazonFile));
    assert.equal(rows, 6);
  });

  it('has all dates in Pacific time where scripts want one form', async () => {
    const { text } = await written(await collected(readAmazonFile()), {
      amazon: { utcForAutoApproved: false, guard: false },
    });
    assert.match(text, /"Fri Mar 08 18:16:02 PST 2024"/);
    assert.doesNotMatch(text, / UTC"/);
  });

  it('counts cells that a spreadsheet could run, and guards them if the user wants it', async () => {
    const collection = await collected(readAmazonFile());
    assert.equal(collection.formulas, 1);
    const { text } = await written(collection, { amazon: { utcForAutoApproved: true, guard: true } });
    assert.match(text, /"'=SUM\(A1\)"/);
  });

  it('can leave out what is not approved; the rates of workers stay those of all their work', async () => {
    const { text, rows } = await written(await collected(readAmazonFile(), { onlyApproved: true }));
    assert.equal(rows, 3);
    assert.match(text, /"67% \(2\/3\)"/);
    assert.doesNotMatch(text, /"Rejected"/);
  });

  it('ends without a line break, also with no row at all', async () => {
    const { text } = await written(await collected({ hits: [], assignments: [], inputs: new Map() }));
    assert.ok(text.endsWith('"Last7DaysApprovalRate","Approve","Reject"'));
  });

  it('sorts answers by code point, not by half a character', () => {
    const names = ['c2', 'c10', 'é', 'B', '\u{1F600}', '\uFF5E'];
    assert.deepEqual(names.toSorted(byCodePoint), ['B', 'c10', 'c2', 'é', '\uFF5E', '\u{1F600}']);
  });

  it('keeps the JSON of a crowd-form as the one answer that it is', () => {
    const json = '[{"kind":{"cat":true}}]';
    const xml = encodeAnswers([{ question: 'taskAnswers', value: { kind: 'text', text: json } }]);
    assert.deepEqual(amazonAnswers(xml), [{ name: 'taskAnswers', text: json }]);
  });

  it('rounds rates to the nearest per cent', () => {
    assert.equal(rateText({ approved: 274, reviewed: 275 }), '100% (274/275)');
    assert.equal(rateText({ approved: 0, reviewed: 0 }), '0% (0/0)');
    assert.equal(rateText({ approved: 1, reviewed: 3 }), '33% (1/3)');
  });

  it('is read by any CSV parser, whatever workers write', async () => {
    const odd = fc.string({ unit: fc.constantFrom(...'",\r\n=|a\'\t') });
    await fc.assert(
      fc.asyncProperty(odd, odd, async (name, value) => {
        const work = readAmazonFile();
        const [first] = work.assignments;
        if (!first) throw new Error('the file has rows');
        const question = `q${name.trim()}q`;
        const answer = encodeAnswers([{ question, value: { kind: 'text', text: value } }]);
        const { text } = await written(await collected({ ...work, assignments: [{ ...first, answer }] }));
        const [header = [], row = []]: string[][] = parse(text, { relax_column_count: true });
        const read = row[header.indexOf(`Answer.${question}`)] ?? '';
        // XML has one kind of line break.
        assert.equal(read.replace(/\r\n?/g, '\n'), value.replace(/\r\n?/g, '\n'));
        assert.equal(header.length, row.length + 2);
      }),
      { numRuns: 60 },
    );
  });
});
