import * as vscode from 'vscode';
import { amazonColumns, amazonLayout, reviewColumns } from '../../files/export/amazonCsv.ts';
import type { Collection } from '../../files/export/collection.ts';
import { type ExistingFile, missingColumns, readExisting, withColumns } from '../../files/export/existingFile.ts';
import { tableColumns } from '../../files/export/resultTable.ts';
import type { ExistingColumns } from '../../files/export/writeResults.ts';
import { counted } from '../../mturk/plurals.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Scope } from '../decisions/scope.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { collectResults } from './collectResults.ts';
import { countOf } from './export.ts';
import { askOptions, type ExportOptions, lastOptions } from './exportOptions.ts';
import { dataFilesFor } from './findDataFiles.ts';
import { pseudonymKey } from './pseudonymKey.ts';
import { fileName, offerFile, saveResults, writtenText } from './saveResults.ts';

const title = 'Append New Results';
/** Bytes: such a file is read whole. */
const largest = 256_000_000;

type Known = Extract<ExistingFile, { ok: true }>;

/** Adds the assignments to a file of results that it does not have yet. */
export const appendResults: Handler<
  Needs<
    'archives' | 'explorer' | 'ledgers' | 'memory' | 'prompts' | 'secrets' | 'sessions' | 'store' | 'workspaceMemory'
  >
> = async workbench => {
  const session = connected(workbench);
  const filters = { Results: ['csv', 'jsonl', 'ndjson'] };
  const target = await workbench.prompts.openFile({ title, action: 'Append', filters });
  if (!target) return;
  const { bytes, file, stat } = await existing(target);
  const scope = await askScope(workbench, session, file);
  if (!scope) return;
  const last = lastOptions(workbench);
  const options = await askOptions(workbench, title, countOf(scope), {
    format: file.format,
    pseudonyms: file.pseudonyms,
    // The columns are the file’s.
    columns: [...new Set([...last.columns, 'inputs' as const, 'answers' as const])],
  });
  if (!options) return;
  if (options.pseudonyms !== file.pseudonyms && file.assignmentIds.size > 0) {
    const has = file.pseudonyms ? 'pseudonyms' : 'worker IDs';
    throw new CommandError(`Couldn’t append to ${fileName(target)}: it has ${has}. Choose the same for the new rows.`);
  }
  const key = options.pseudonyms ? await pseudonymKey(workbench) : undefined;
  if (options.pseudonyms && !key) return;
  await appendTo(workbench, session, { target, bytes, file, stat, scope, options, ...(key ? { key } : {}) });
};

interface Appending {
  readonly target: vscode.Uri;
  readonly bytes: Uint8Array;
  readonly file: Known;
  /** As it was when the bytes were read. */
  readonly stat: vscode.FileStat;
  readonly scope: Scope;
  readonly options: ExportOptions;
  readonly key?: Uint8Array;
}

async function appendTo(
  workbench: Needs<'archives' | 'ledgers' | 'prompts' | 'store'>,
  session: ConnectedSession,
  appending: Appending,
): Promise<void> {
  const { target, bytes, file, stat, scope, options, key } = appending;
  const dataFiles = file.columns.names.includes('DataFile') ? await dataFilesFor() : undefined;
  const without = file.assignmentIds;
  const collection = await collectResults(workbench, session, {
    scope,
    options,
    without,
    ...(dataFiles ? { dataFiles } : {}),
  });
  try {
    const name = fileName(target);
    if (collection.survey.rows === 0) {
      await workbench.prompts.inform(`${name} has all these results already. Nothing was changed.`);
      return;
    }
    const before = await beforeOf(workbench, collection, { bytes, file, options, name });
    if (!before) return;
    await checkUnchanged(target, stat);
    const written = await saveResults(workbench, session, collection, {
      target,
      options,
      before,
      ...(key ? { key } : {}),
    });
    if (!written) return;
    void offerFile(workbench, writtenText('Added', name, written, key !== undefined), target);
  } finally {
    await collection.dispose();
  }
}

async function existing(target: vscode.Uri): Promise<Pick<Appending, 'bytes' | 'file' | 'stat'>> {
  const name = fileName(target);
  const stat = await vscode.workspace.fs.stat(target);
  if (stat.size > largest)
    throw new CommandError(`Couldn’t append to ${name}: it is larger than 256 MB. Export to a new file instead.`);
  const bytes = await vscode.workspace.fs.readFile(target);
  const file = readExisting(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  if (!file.ok)
    throw new CommandError(
      `Couldn’t append to ${name}: ${file.reason}. Choose a file that Export Results wrote, or Amazon’s results.`,
    );
  return { bytes, file, stat };
}

/** Reading results takes a while, and the whole file is replaced: what others wrote meanwhile must not be lost. */
async function checkUnchanged(target: vscode.Uri, { size, mtime }: vscode.FileStat): Promise<void> {
  const now = await vscode.workspace.fs.stat(target);
  if (now.size !== size || now.mtime !== mtime)
    throw new CommandError(
      `Couldn’t append to ${fileName(target)}: it has changed since it was read. Nothing was written. Append again.`,
    );
}

/** Which HITs: those that the file is about, or all. */
async function askScope(
  { prompts, explorer }: Needs<'explorer' | 'prompts'>,
  { account }: ConnectedSession,
  { hitIds }: Known,
): Promise<Scope | undefined> {
  if (account.listing.state === 'never') await account.refreshHITs();
  if (account.size === 0) throw new CommandError('This profile has no HITs.');
  const all = account.hits().map(({ id }) => id);
  const inFile = all.filter(id => hitIds.has(id));
  const { filter } = explorer.arrangement;
  const filtered = filter === '' ? [] : [{ label: 'The HITs that the filter shows', value: explorer.hits.shown() }];
  const inFileChoice =
    inFile.length > 0 ? [{ label: 'The HITs that are in the file', value: inFile as readonly string[] }] : [];
  const choices = [...inFileChoice, ...filtered, { label: 'All HITs', value: all as readonly string[] }];
  const ids = await prompts.pick(
    title,
    'New results of which HITs?',
    choices.map(choice => ({ ...choice, description: counted(choice.value.length, 'HIT') })),
  );
  return ids && new Map(ids.map(id => [id, 'all']));
}

/** What precedes the new rows: the file as it is, or with the columns that it lacks. Nothing when the user walked away. */
async function beforeOf(
  workbench: Needs<'prompts'>,
  collection: Collection,
  { bytes, file, options, name }: Pick<Appending, 'bytes' | 'file' | 'options'> & { readonly name: string },
): Promise<{ readonly bytes: Uint8Array; readonly columns: ExistingColumns } | undefined> {
  if (file.format === 'jsonl') return { bytes, columns: file.columns };
  const { names } = file.columns;
  const wanted = wantedColumns(collection, file, options);
  const missing = missingColumns(names, wanted);
  if (missing.length === 0) return { bytes, columns: file.columns };
  const these = missing.slice(0, 3).join(', ') + (missing.length > 3 ? `, and ${missing.length - 3} more` : '');
  if (options.pseudonyms && missing.some(each => namesWorker(each, collection)))
    throw new CommandError(
      `Couldn’t append to ${name}: an answer is named by a worker ID. Export to a new file instead.`,
    );
  const agreed = await workbench.prompts.confirm({
    message: `${name} lacks ${missing.length === 1 ? 'a column' : counted(missing.length, 'column')} of the new results: ${these}.`,
    detail: 'The columns are added; the rows that are there stay as they are, with nothing in these columns.',
    action: 'Add Columns',
    warning: false,
  });
  if (!agreed) return undefined;
  const amazon = file.format === 'amazon';
  const widened = amazon ? widenedLayout(names, missing) : [...names, ...missing];
  const text = withColumns(new TextDecoder().decode(bytes), names, widened, amazon);
  return { bytes: new TextEncoder().encode(text), columns: { names: widened, openEnd: amazon } };
}

function namesWorker(column: string, { workers }: Collection): boolean {
  const upper = column.toUpperCase();
  for (const id of workers) if (upper.includes(id.toUpperCase())) return true;
  return false;
}

/** The columns of new rows that tell something of work; facts that the file leaves out are left out. */
function wantedColumns({ survey }: Collection, { format }: Known, { columns }: ExportOptions): string[] {
  if (format === 'amazon')
    return [...survey.inputs.map(each => `Input.${each}`), ...survey.answers.map(each => `Answer.${each}`)];
  const chosen = new Set(columns.filter(column => column === 'inputs' || column === 'answers'));
  return tableColumns(survey, chosen, { environment: '', profile: '', endpoint: '' }).map(({ name }) => name);
}

function widenedLayout(names: readonly string[], missing: readonly string[]): string[] {
  const named = (prefix: string) =>
    [...names, ...missing].filter(each => each.startsWith(prefix)).map(each => each.slice(prefix.length));
  const { inputs, answers } = amazonLayout(named('Input.'), named('Answer.'));
  return [
    ...amazonColumns,
    ...inputs.map(each => `Input.${each}`),
    ...answers.map(each => `Answer.${each}`),
    ...reviewColumns,
  ];
}
