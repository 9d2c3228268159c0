import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, it } from 'mocha';
import { serveArchive } from '../../../src/archive/archiveService.ts';
import { importFiles } from '../../../src/archive/importing.ts';
import { savedInputs, savedResults } from '../../../src/commands/archive/savedResults.ts';
import { Collection } from '../../../src/files/export/collection.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { readAssignment, readHIT } from '../../../src/mturk/model.ts';
import { pages } from '../../../src/mturk/paging.ts';
import { type Content, folderWith } from '../../support/imports.ts';
import { amazonFile, downloaded, written } from '../files/export/setup.ts';

/** Imports files, opens the archive and exports all of it in Amazon's layout, as the workbench does. */
async function throughArchive(files: Readonly<Record<string, Content>>): Promise<string> {
  const folder = folderWith(files);
  try {
    const to = join(folder.path, 'out.mturk-archive');
    await importFiles({ paths: Object.keys(files).map(name => join(folder.path, name)), to, now: () => 0 });
    const served = await serveArchive(to);
    try {
      const { endpoint, accessKeyId, secretAccessKey } = served.ready;
      const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
      const inputs = await savedInputs(served.ready);
      const saved = await savedResults(served.ready);
      const collection = await Collection.open({
        now: downloaded,
        names: 'amazon',
        onlyApproved: false,
        inputs: ({ id }) => (inputs(id) ?? []).map(([name, text]) => ({ name, text })),
      });
      const hits = [];
      for await (const page of pages(client, 'ListHITs', {})) hits.push(...(page.HITs ?? []).map(readHIT));
      collection.addHITs(hits);
      // As the export reads: the oldest first.
      for (const { id: HITId } of hits.toReversed()) {
        for await (const page of pages(client, 'ListAssignmentsForHIT', { HITId }))
          collection.add(
            HITId,
            (page.Assignments ?? []).map(each => ({ assignment: readAssignment(each) })),
          );
        collection.addSaved(HITId, ...(await saved(HITId, AbortSignal.timeout(60_000))));
      }
      return (await written(collection)).text;
    } finally {
      await served.stop();
    }
  } finally {
    folder.remove();
  }
}

const download = readFileSync('test/fixtures/files/amazon-results-download.csv', 'utf8');
const batch = readFileSync(amazonFile, 'utf8');

describe('a results file of Amazon’s, imported and exported again', () => {
  for (const file of [amazonFile, 'test/fixtures/imports/amazon-results.csv'])
    it(`is byte for byte the same: ${file}`, async () => {
      const before = readFileSync(file, 'utf8');
      assert.equal(await throughArchive({ 'Batch_1_batch_results.csv': before }), before);
    });

  /** Each is something that a real file may have. */
  const changes: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ['rates of work in other batches', text => text.replaceAll('67% (2/3)', '98% (4120/4204)')],
    ['rates that rounded another way', text => text.replaceAll('"100% (1/1)"', '"99% (1/1)"')],
    [
      'an answer that nobody filled in',
      text =>
        text
          .replace('"say ""hi"""', '""')
          .replace('"=SUM(A1)"', '""')
          .replace('"x"', '""')
          .replace(/"täg[^"]*"/, '""'),
    ],
    ['line breaks of a text area', text => text.replace('first\r\nsecond', 'one\r\n\r\ntwo\nthree\rfour')],
    ['a control character', text => text.replace('say ', 'say\u000B\u0001 ')],
    ['half a character', text => text.replace('say ', 'say \uFFFD')],
    [
      'Pacific time of work that approved itself',
      text => text.replace('2024-03-09 02:16:02 UTC', 'Fri Mar 08 18:16:02 PST 2024'),
    ],
    [
      'UTC of work that was approved by hand',
      text => text.replace('"Wed Mar 06 00:00:00 PST 2024"', '"2024-03-06 08:00:00 UTC"'),
    ],
    [
      'both dates after a reversed rejection',
      text => text.replace('"2024-03-09 02:16:02 UTC",""', '"2024-03-09 02:16:02 UTC","Wed Mar 06 09:00:00 PST 2024"'),
    ],
    [
      'feedback on approved work',
      text => text.replace('"2024-03-09 02:16:02 UTC","",""', '"2024-03-09 02:16:02 UTC","","Thank you, =1+1"'),
    ],
    ['a reward of thousands', text => text.replaceAll('"$0.05"', '"$1,234.50"')],
    ['a lifetime', text => text.replaceAll('PDT 2024","",""', 'PDT 2024","3","604800"')],
    ['a work time that is no difference', text => text.replace('"600"', '"601"')],
    [
      'blanks around texts',
      text => text.replaceAll('"image, tag"', '" image, tag  "').replaceAll('line one', '  line one '),
    ],
    ['no time where one should be', text => text.replaceAll('"Tue Mar 12 11:15:30 PDT 2024"', '""')],
    [
      'HITs that were not made in the order of their rows',
      text => text.replace(/(HIT0000000000000000001"[^\r]*?"\$0\.05",")Tue Mar 05 10:15:30/g, '$1Tue Mar 05 10:15:39'),
    ],
    [
      'the annotation of 2016',
      text => text.replaceAll('BatchId:1234567;OriginalHitTemplateId:987654321;', 'BatchId:123456;'),
    ],
    ['an answer named with prefixes', text => text.replace('"Answer.c2"', '"Answer.c2.Answer.Input.c"')],
  ];
  for (const [what, change] of changes)
    it(`keeps ${what}`, async () => {
      const before = change(batch);
      assert.notEqual(before, batch);
      assert.equal(await throughArchive({ 'results.csv': before }), before);
    });

  it('is the download again after a spreadsheet saved it', async () => {
    const [header = '', one, two, three, rest] = download.split('\r\n');
    const resaved = readFileSync('test/fixtures/files/amazon-results-resaved.csv');
    assert.equal(await throughArchive({ 'resaved.csv': resaved }), [header, one, two, three].join('\r\n'));
    assert.ok(rest);
  });

  it('is the download again after a spreadsheet sorted it and made UTF-16, semicolons or tabs of it', async () => {
    // Sorting loses the order of HITs that were made in the same second.
    const made = batch.replace(/(0000(\d)","3EX[^\r]*?"\$0\.05","Tue Mar 05 10:15:3)0/g, '$1$2');
    const [header = [], ...rows] = spreadsheetRows(made);
    const sorted: string[][] = [header, ...rows.toReversed()];
    const table = (delimiter: string): string =>
      sorted.map(cells => `${cells.map(cell => quotedFor(cell, delimiter)).join(delimiter)}\r\n`).join('');
    for (const content of [
      `\uFEFF${table(',')}`,
      `\uFEFF${table(';')}`,
      Buffer.from(`\uFEFF${table('\t')}`, 'utf16le'),
    ])
      assert.equal(await throughArchive({ 'resaved.csv': content }), made);
  });

  it('has the later state of two downloads, in the form of the later file', async () => {
    const earlier = batch
      .replace('"Approved","Tue Mar 12 09:00', '"Submitted","Tue Mar 12 09:00')
      .replace('"Tue Mar 12 10:00:00 PDT 2024"', '""')
      .replaceAll('67% (2/3)', '50% (1/2)');
    assert.notEqual(earlier, batch);
    const text = await throughArchive({ 'a.csv': earlier, 'b.csv': batch });
    assert.match(text, /"Approved","Tue Mar 12 09:00[^\r]*"67% \(2\/3\)"/);
    assert.equal(text.split('"BatchId').length, batch.split('"BatchId').length);
  });
});

/** The cells of a file of Amazon's, padded as a spreadsheet pads them. */
function spreadsheetRows(text: string): string[][] {
  const rows: string[][] = parse(text, { relax_column_count: true });
  const [header = []] = rows;
  return rows.map(row => [...row, ...header.slice(row.length).map(() => '')]);
}

/** Spreadsheets put only those cells in quotation marks that need them. */
function quotedFor(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
