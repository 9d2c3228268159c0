/** The list of HITs that the P.808 toolkit writes of a batch. Its answers are a table like those of R's tools; what it plans is no fact. */

import { addObject } from './apiObjects.ts';
import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { headingsOf, tableRows } from './text.ts';

const columns = ['HITId', 'HITTypeId', 'HITGroupId'] as const;

export const findP808Batches: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = await headingsOf(file);
    if (names.length !== columns.length || !columns.every(name => names.includes(name))) continue;
    sources.push({
      path: file.path,
      format: 'P.808 batch',
      files: [file],
      read: (sink: Sink) => readBatch(file, sink),
    });
  }
  return sources;
};

async function readBatch(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file))
    addObject(Object.fromEntries(columns.map(name => [name, row.get(name)?.trim() || undefined])), sink);
}
