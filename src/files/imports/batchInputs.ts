/**
 * Data files of batches: a row for each HIT, and no word of which. The rows are put aside, and given to the HITs whose questions
 * show their cells when all else was read.
 */

import { isTable } from './fileKinds.ts';
import { type Finder, fileName, type Sink, type SourceFile } from './importedRows.ts';
import { headingsOf, tableRows } from './text.ts';

/** Bytes: a larger table is something else. */
const largest = 64 * 1024 * 1024;
const mostRows = 100_000;
const mostColumns = 500;

/** Headings of tables that say more than inputs; those are other files, known or not. */
const ofOthers = /^(?:hit_?id|assignment_?id|worker_?id|worker id|id_hit|id_worker|participant.*|uniqueid)$/i;

export const findBatchInputs: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file) || !/\.[ct]sv$/i.test(fileName(file)) || file.size > largest) continue;
    const names = await headingsOf(file);
    if (names.length === 0 || names.length > mostColumns || names.some(name => name === '' || ofOthers.test(name)))
      continue;
    sources.push({
      path: file.path,
      format: 'batch input CSV',
      files: [file],
      read: (sink: Sink) => readRows(file, sink),
    });
  }
  return sources;
};

async function readRows(file: SourceFile, sink: Sink): Promise<void> {
  let number = 0;
  for await (const row of tableRows(file)) {
    number += 1;
    if (number > mostRows) {
      sink.note('dropped', `rows after the first ${mostRows} of a data file`);
      continue;
    }
    // A results file that was used as input again has answers of the batch before.
    const cells = [...row].filter(([name]) => !name.startsWith('Answer.'));
    const inputs = cells.map(([name, text]) => [name.replace(/^Input\./, ''), text] as const);
    const id = `${file.path} ${number}`;
    sink.add({ kind: 'InputRow', id, fields: { Inputs: inputs } });
  }
}
