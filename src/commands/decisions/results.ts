/** What became of a plan, written into the file that it came from. */
import * as vscode from 'vscode';
import type { LeftRow, PlannedOperation } from '../../files/plan.ts';
import { resultEdits } from '../../files/resultColumn.ts';
import type { Outcome } from '../../ledger/outcome.ts';
import { formatDollars } from '../../mturk/money.ts';
import type { Needs } from '../workbench.ts';
import type { PlannedFile } from './planning.ts';

/** Fills the column of results and saves, unless somebody changed the file meanwhile: then a message says so, and the file stays unchanged. */
export async function writeResults(
  { prompts }: Needs<'prompts'>,
  { document, text, file, plan }: PlannedFile,
  outcomes: readonly Outcome[],
): Promise<void> {
  const words = new Map<number, string[]>();
  const note = (start: number, said: string) => words.set(start, [...(words.get(start) ?? []), said]);
  plan.operations.forEach((operation, index) => {
    const outcome = outcomes[index];
    if (outcome) note(operation.place.start, resultText(operation, outcome));
  });
  // The result that an earlier run reported for a settled row is more informative.
  const reported = new Set(file.decisions.filter(({ result }) => result !== '').map(({ place }) => place.start));
  for (const left of plan.left)
    if (left.kind !== 'settled' || !reported.has(left.row.start)) note(left.row.start, leftText(left));
  const results = new Map([...words].map(([start, said]) => [start, said.join('; ')]));
  if (document.isClosed || document.getText() !== text) {
    void prompts.warn(
      'The file changed while its decisions were applied, so its results were not written into it. The ledger has them all.',
    );
    return;
  }
  const clean = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text: put } of resultEdits(text, results))
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), put);
  const written = await vscode.workspace.applyEdit(edit);
  const saved = !written || !clean || document.isUntitled || (await document.save());
  if (!written || !saved) void prompts.warn('The results could not be written into the file. The ledger has them all.');
}

const done: Readonly<Record<PlannedOperation['kind'], string>> = {
  approve: 'approved',
  reject: 'rejected',
  bonus: 'bonus sent',
};

function resultText(operation: PlannedOperation, outcome: Outcome): string {
  const what = operation.kind === 'bonus' ? `bonus of ${formatDollars(operation.amount)} sent` : done[operation.kind];
  switch (outcome.result) {
    case 'done':
      return what;
    case 'alreadyDone':
      return `${what} already`;
    case 'failed':
      return `not ${what}: ${outcome.error.words}`;
    case 'unknown':
      return `unknown whether ${what}: ${outcome.error.words}`;
    case 'notSent':
      return `not ${what} yet: the ledger keeps it`;
  }
}

function leftText({ kind, words }: LeftRow): string {
  return kind === 'settled' ? `nothing to do: ${words}` : `left out: ${words}`;
}
