/** The ledger as a person looks at it: what was done to whom, when, for how much; totals; export; and what can be reversed. */
import * as vscode from 'vscode';
import { entriesCsv } from '../../ledger/csv.ts';
import {
  type Entry,
  entriesOf,
  type Total,
  totalsPerDay,
  totalsPerHIT,
  totalsPerWorker,
} from '../../ledger/entries.ts';
import { undoOf } from '../../ledger/reversal.ts';
import { formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText } from '../../mturk/times.ts';
import { environmentLabel, type Profile } from '../../profiles/profile.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs, Operating } from '../workbench.ts';
import { reverse } from './runPlan.ts';

export const showLedger: Handler<Operating & Needs<'clipboard'>> = async workbench => {
  const { profile } = workbench.sessions.current;
  const ledger = await workbench.ledgers.of(profile.id);
  const entries = entriesOf(await ledger.plans()).reverse();
  if (entries.length === 0) {
    await workbench.prompts.inform(`The ledger of profile ${profile.name} is empty: it has no operations yet.`);
    return;
  }
  const title = `Ledger of ${profile.name} (${environmentLabel(profile)})`;
  const view = await workbench.prompts.pick(title, 'What do you want to see?', [
    { label: 'Entries', description: `${entries.length}, newest first`, value: 'entries' as const },
    { label: 'Totals per day', value: 'day' as const },
    { label: 'Totals per HIT', value: 'hit' as const },
    { label: 'Totals per worker', value: 'worker' as const },
    { label: 'Export as CSV', description: 'all entries, in an editor', value: 'csv' as const },
  ]);
  switch (view) {
    case 'entries':
      return showEntries(workbench, profile, title, entries);
    case 'day':
      return showTotals(workbench, title, totalsPerDay(entries));
    case 'hit':
      return showTotals(workbench, title, totalsPerHIT(entries));
    case 'worker':
      return showTotals(workbench, title, totalsPerWorker(entries));
    case 'csv':
      return exportCsv(workbench, entries);
  }
};

async function showEntries(
  workbench: Operating & Needs<'clipboard'>,
  profile: Profile,
  title: string,
  entries: readonly Entry[],
): Promise<void> {
  const now = Date.now();
  const entry = await workbench.prompts.pick(title, 'Type a verb, an ID or a word to filter', entries.map(entryChoice));
  if (!entry) return;
  const undo = entry.result === 'done' ? undoOf(entry.operation, { at: entry.at }, now) : undefined;
  const next = await workbench.prompts.pick(title, `${entry.verb} ${idOf(entry)}`, [
    ...(undo ? [{ label: undo.label, description: 'reverses this entry', value: 'undo' as const }] : []),
    { label: 'Copy IDs', value: 'copy' as const },
    { label: 'Show as JSON', description: 'operation, outcome, request ID', value: 'json' as const },
  ]);
  if (next === 'undo' && undo) await reverse(workbench, profile, undo.label, [undo.operation]);
  if (next === 'copy') await workbench.clipboard.writeText(idsOf(entry).join('\n'));
  if (next === 'json') await showDocument('json', JSON.stringify(entry, null, 2));
}

function entryChoice(entry: Entry): Choice<Entry> {
  const money = entry.spent.total > 0 ? ` · ${formatDollars(entry.spent.total)}` : '';
  return {
    label: `${entry.verb} ${idOf(entry)}`,
    description: `${entry.result}${money} · ${relativeText(entry.at, Date.now())}`,
    detail: [entry.workerIds.join(', '), entry.about].filter(Boolean).join(' · '),
    value: entry,
  };
}

async function showTotals(
  workbench: Needs<'clipboard' | 'prompts'>,
  title: string,
  totals: readonly Total[],
): Promise<void> {
  const key = await workbench.prompts.pick(
    title,
    'Select one to copy its name',
    totals.map(total => ({
      label: total.key,
      description: `${formatDollars(total.spent.total)} with ${formatDollars(total.spent.fees)} fees · ${total.count} done`,
      ...(total.uncertain > 0 ? { detail: `Unknown whether ${formatDollars(total.uncertain)} more was spent.` } : {}),
      value: total.key,
    })),
  );
  if (key !== undefined) await workbench.clipboard.writeText(key);
}

async function exportCsv({ prompts }: Needs<'prompts'>, entries: readonly Entry[]): Promise<void> {
  const { text, guarded } = entriesCsv(entries);
  await showDocument('csv', text);
  if (guarded > 0)
    await prompts.inform(
      `${counted(guarded, 'cell begins', 'cells begin')} like a formula and got an apostrophe in front, so that no spreadsheet runs it.`,
    );
}

async function showDocument(language: string, content: string): Promise<void> {
  const known = new Set(await vscode.languages.getLanguages());
  const document = await vscode.workspace.openTextDocument({
    content,
    ...(known.has(language) ? { language } : {}),
  });
  await vscode.window.showTextDocument(document, { preview: true });
}

function idsOf({ assignmentId, hitId, qualificationTypeId, workerIds }: Entry): string[] {
  return [assignmentId, hitId, qualificationTypeId, ...workerIds].filter(id => id !== undefined);
}

function idOf(entry: Entry): string {
  return idsOf(entry)[0] ?? '';
}
