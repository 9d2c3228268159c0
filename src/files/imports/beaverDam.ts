/** BeaverDam's database: which worker had which HIT. It has no assignment, no status and no time. */

import { isSqlite } from './fileKinds.ts';
import type { Finder, Sink, SourceFile, Tables } from './importedRows.ts';

const tableNames = ['mturk_fullvideotask', 'mturk_singleframetask'] as const;

export const findBeaverDam: Finder = async files => {
  const sources = [];
  for (const file of files) {
    if (!(await isSqlite(file))) continue;
    const tables = await file.database();
    const isOne = tasksIn(tables).length > 0;
    tables.close();
    if (isOne)
      sources.push({
        path: file.path,
        format: 'BeaverDam database',
        files: [file],
        read: (sink: Sink) => readAll(file, sink),
      });
  }
  return sources;
};

function tasksIn({ columns }: Tables): string[] {
  return tableNames.filter(name => {
    const found = columns.get(name) ?? [];
    return found.includes('hit_id') && found.includes('hit_group');
  });
}

async function readAll(file: SourceFile, sink: Sink): Promise<void> {
  const tables = await file.database();
  try {
    for (const table of tasksIn(tables))
      for (const row of tables.rows(table)) {
        const id = typeof row.hit_id === 'string' ? row.hit_id : '';
        if (id === '') {
          sink.note('dropped', 'tasks that were not published');
          continue;
        }
        const type = typeof row.hit_group === 'string' ? row.hit_group : '';
        sink.add({
          kind: 'HIT',
          id,
          environment: Number(row.sandbox) === 1 ? 'sandbox' : 'production',
          // The column of the group holds the HIT type; each task wants one worker.
          fields: { HITId: id, ...(type === '' ? {} : { HITTypeId: type }), MaxAssignments: 1 },
        });
        if (row.worker_id) sink.note('dropped', 'workers of HITs: there is no assignment to show them on');
      }
  } finally {
    tables.close();
  }
}
