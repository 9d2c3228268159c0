/** Puts a file of decisions where the user wants it, and opens it. */
import * as vscode from 'vscode';
import { type DecisionRow, writeDecisions } from '../../files/writing.ts';
import { commands } from '../../ids.ts';
import { counted } from '../../mturk/plurals.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

const filters = { 'CSV for spreadsheets, R and pandas': ['csv'], 'JSON lines': ['jsonl', 'ndjson'] };
const review = 'Review Decisions';

/** Asks where to, writes and opens. The message is not awaited; it offers the review if something is filled in. */
export async function saveDecisions(
  workbench: Needs<'prompts'>,
  { profile, account }: ConnectedSession,
  rows: readonly DecisionRow[],
  title: string,
): Promise<void> {
  const { prompts } = workbench;
  const day = new Date(account.now()).toISOString().slice(0, 10);
  const uri = await prompts.saveFile({
    title,
    action: 'Write',
    filters,
    name: `decisions-${profile.environment}-${day}.csv`,
  });
  if (!uri) return;
  const kind = /\.(?:jsonl|ndjson)$/i.test(uri.path) ? 'jsonl' : 'csv';
  const origin = { environment: profile.environment, profile: profile.name, endpoint: account.client.endpoint };
  const { text, guarded } = writeDecisions(kind, rows, origin);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri, { preview: false });
  void report(workbench, uri, rows, guarded);
}

async function report(
  { prompts }: Needs<'prompts'>,
  uri: vscode.Uri,
  rows: readonly DecisionRow[],
  guarded: number,
): Promise<void> {
  const filled = rows.filter(({ decided = {} }) => Object.keys(decided).length > 0).length;
  const name = uri.path.split('/').at(-1) ?? '';
  const message = [
    `Wrote ${counted(rows.length, 'assignment')} to ${name}${filled > 0 ? `, ${filled} of them decided` : ''}.`,
    ...(filled > 0
      ? []
      : ['Fill Approve with x, Reject with a reason, Bonus with an amount; what stays blank stays undecided.']),
    ...(guarded > 0
      ? [
          `${counted(guarded, 'cell looks', 'cells look')} like a formula and got an apostrophe, so that no spreadsheet runs it; it is taken off when the file is read here.`,
        ]
      : []),
  ].join(' ');
  const chosen = await prompts.inform(message, review);
  if (chosen === review) await vscode.commands.executeCommand(commands.reviewDecisions, uri);
}
