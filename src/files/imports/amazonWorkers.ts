/** The workers table of Amazon's requester site. What its UPDATE columns ask for was planned, and is no fact. */

import { isTable } from './fileKinds.ts';
import type { Finder, Sink, SourceFile } from './importedRows.ts';
import { headingsOf, tableRows } from './text.ts';

const worker = 'Worker ID';
const block = 'CURRENT BlockStatus';
const current = 'CURRENT-';

export const findAmazonWorkers: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!isTable(file)) continue;
    const names = await headingsOf(file);
    if (!names.includes(worker) || !names.some(name => name === block || name.startsWith(current))) continue;
    sources.push({
      path: file.path,
      format: 'Amazon workers CSV',
      files: [file],
      read: (sink: Sink) => readWorkers(file, sink),
    });
  }
  return sources;
};

async function readWorkers(file: SourceFile, sink: Sink): Promise<void> {
  for await (const row of tableRows(file)) {
    const id = row.get(worker)?.trim() ?? '';
    if (!/^[\w.:@-]{1,128}$/.test(id)) continue;
    const scores = [...row].filter(([name, text]) => name.startsWith(current) && text.trim() !== '');
    const named = Object.fromEntries(scores.map(([name, text]) => [name.slice(current.length), text.trim()]));
    sink.add({ kind: 'Worker', id, fields: { WorkerId: id, ...(scores.length > 0 ? { Qualifications: named } : {}) } });
    if (scores.length > 0)
      sink.note('assumed', 'scores of qualifications of which only the name is known: kept with their workers');
    if (/^blocked$/i.test(row.get(block)?.trim() ?? ''))
      sink.add({ kind: 'WorkerBlock', id, fields: { WorkerId: id } });
    if ([...row].some(([name, text]) => name.startsWith('UPDATE') && text.trim() !== ''))
      sink.note('dropped', 'changes that an UPDATE column asks for: a planned change is not a result');
  }
}
