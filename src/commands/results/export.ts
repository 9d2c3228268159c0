import type { HIT } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { clickedScope, pickedScope, type Scope } from '../decisions/scope.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { collectResults } from './collectResults.ts';
import { askOptions, type ExportOptions } from './exportOptions.ts';
import { dataFilesFor } from './findDataFiles.ts';
import { pseudonymKey } from './pseudonymKey.ts';
import { fileName, offerFile, saveResults, writtenText } from './saveResults.ts';

const title = 'Export Results';

/** Writes the results of a selection, a filter or everything as a file. */
export const exportResults: Handler<
  Needs<
    'archives' | 'explorer' | 'ledgers' | 'memory' | 'prompts' | 'secrets' | 'sessions' | 'store' | 'workspaceMemory'
  >
> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const scope =
    clickedScope(workbench, session, title, clicked, selected) ?? (await pickedScope(workbench, session, title));
  if (!scope) return;
  const options = await askOptions(workbench, title, countOf(scope));
  if (!options) return;
  const key = options.pseudonyms ? await pseudonymKey(workbench) : undefined;
  if (options.pseudonyms && !key) return;
  const target = await workbench.prompts.saveFile({
    title,
    action: 'Export',
    filters: filtersOf(options),
    name: nameFor(session, scope, options),
  });
  if (!target) return;
  const dataFiles = options.columns.includes('DataFile') ? await dataFilesFor() : undefined;
  const collection = await collectResults(workbench, session, { scope, options, ...(dataFiles ? { dataFiles } : {}) });
  try {
    if (collection.survey.rows === 0) {
      await workbench.prompts.inform(`${title}: no such work has been submitted yet, so there is nothing to export.`);
      return;
    }
    const written = await saveResults(workbench, session, collection, { target, options, ...(key ? { key } : {}) });
    if (!written) return;
    void offerFile(workbench, writtenText('Exported', fileName(target), written, key !== undefined), target);
  } finally {
    await collection.dispose();
  }
};

export function countOf(scope: Scope): string {
  return counted(scope.size, 'HIT');
}

export function filtersOf({ format }: Pick<ExportOptions, 'format'>): Record<string, string[]> {
  if (format === 'jsonl') return { 'JSON Lines': ['jsonl', 'ndjson'] };
  return format === 'parquet' ? { Parquet: ['parquet'] } : { CSV: ['csv'] };
}

const batch = /^BatchId:(\d{1,20});/;

/** A batch of the requester site keeps the name that its file had there. */
function nameFor({ profile, account }: ConnectedSession, scope: Scope, { format }: ExportOptions): string {
  const ids = new Set([...scope.keys()].map(id => batchOf(account.hit(id))));
  const [only] = ids;
  if (format === 'amazon' && ids.size === 1 && only !== undefined) return `Batch_${only}_batch_results.csv`;
  const day = new Date(account.now()).toISOString().slice(0, 10);
  return `results-${profile.environment}-${day}.${format === 'amazon' ? 'csv' : format}`;
}

function batchOf(hit: HIT | undefined): string | undefined {
  return batch.exec(hit?.annotation ?? '')?.[1];
}
