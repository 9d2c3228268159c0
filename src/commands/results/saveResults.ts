/** Writes collected results where the user wants them, and reports what the file holds. */
import * as vscode from 'vscode';
import type { Collection } from '../../files/export/collection.ts';
import type { ExistingColumns, WrittenResults } from '../../files/export/writeResults.ts';
import { cancelled } from '../../mturk/errors.ts';
import { counted } from '../../mturk/plurals.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import type { ExportOptions } from './exportOptions.ts';
import { OutputFile } from './outputFile.ts';

export interface Saving {
  readonly target: vscode.Uri;
  readonly options: ExportOptions;
  readonly key?: Uint8Array;
  /** What the file already has, and keeps. */
  readonly before?: { readonly bytes: Uint8Array; readonly columns: ExistingColumns };
}

/** Nothing when the user walked away from the question about formulas. */
export async function saveResults(
  workbench: Needs<'prompts'>,
  { profile, account, ended }: ConnectedSession,
  collection: Collection,
  { target, options, key, before }: Saving,
): Promise<WrittenResults | undefined> {
  const { format, columns, utcForAutoApproved } = options;
  if (collection.tooWide && format !== 'jsonl')
    throw new CommandError(
      'Couldn’t export results: the answers have more than 10,000 different names. Export JSON Lines instead.',
    );
  const guard = format === 'amazon' && collection.formulas > 0 ? await askGuard(workbench, collection.formulas) : false;
  if (guard === undefined) return undefined;
  const { writeResults } = await import('../../files/export/writeResults.ts');
  const file = await OutputFile.begin(target);
  try {
    const total = collection.survey.rows;
    const written = await withProgress('Writing results', async ({ signal, report }) => {
      if (before) file.write(before.bytes);
      return writeResults(
        collection,
        bytes => file.write(bytes),
        {
          format,
          columns: new Set(columns),
          origin: { environment: profile.environment, profile: profile.name, endpoint: account.client.endpoint },
          amazon: { utcForAutoApproved, guard },
          knownWorkers: account.workers.ids(),
          ...(key ? { pseudonymKey: key } : {}),
          ...(before ? { existing: before.columns } : {}),
        },
        async done => {
          if (total > 0) report(done, total);
          await new Promise(resolve => setImmediate(resolve));
          if (signal.aborted || ended.aborted) throw cancelled('ListAssignmentsForHIT');
        },
      );
    });
    await file.commit();
    return written;
  } catch (error) {
    await file.discard().catch(() => undefined);
    throw error;
  }
}

const exactly = 'Export Exactly';
const guarded = 'Guard Cells';

/** Amazon’s layout has no place for a guard: the user decides. */
async function askGuard({ prompts }: Needs<'prompts'>, formulas: number): Promise<boolean | undefined> {
  const cells = counted(formulas, 'cell looks', 'cells look');
  const chosen = await prompts.decide(
    {
      message: `${cells} like a formula that a spreadsheet would run.`,
      detail: `Amazon’s layout has no guard against this. “${exactly}” keeps every byte for scripts; don’t open that file in a spreadsheet. “${guarded}” puts an apostrophe in front of these cells.`,
      action: exactly,
      warning: true,
    },
    guarded,
  );
  if (chosen === exactly) return false;
  return chosen === guarded ? true : undefined;
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

/** What is said of a file when it is there. */
export function writtenText(
  verb: string,
  name: string,
  { rows, guarded: cells }: WrittenResults,
  pseudonyms: boolean,
): string {
  return [
    `${verb} ${counted(rows, 'assignment')} to ${name}.`,
    ...(cells > 0
      ? [
          `${counted(cells, 'cell looks', 'cells look')} like a formula and got an apostrophe, so that no spreadsheet runs it.`,
        ]
      : []),
    ...(pseudonyms
      ? [
          'It contains no worker IDs. What people wrote can still identify them: names, addresses, or an ID that is spelled in another way.',
        ]
      : []),
  ].join(' ');
}

/** Offers to open a file, by the editor or by what shows it in its folder. */
export async function offerFile({ prompts }: Needs<'prompts'>, message: string, target: vscode.Uri): Promise<void> {
  const readable = !target.path.endsWith('.parquet');
  const open = 'Open File';
  const reveal = 'Reveal in Explorer';
  const chosen = await prompts.inform(message, ...(readable ? [open] : []), reveal);
  if (chosen === open) await vscode.window.showTextDocument(target, { preview: false });
  if (chosen === reveal) await vscode.commands.executeCommand('revealInExplorer', target);
}
