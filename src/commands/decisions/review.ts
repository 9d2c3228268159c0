import * as vscode from 'vscode';
import { cancelled, MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import type { PlanState } from '../../panels/decisions/contract.ts';
import { spendsRealMoney } from '../../profiles/profile.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { isDecisionFile, isTable } from './decisionDocument.ts';
import { openFresh } from './freshDocument.ts';
import { type PlannedFile, planDocument } from './planning.ts';
import { planView } from './planView.ts';

/** Reads a file of decisions, looks its assignments up, and shows what applying it would do. Changes nothing. */
export const reviewDecisions: Handler<Needs<'decisions' | 'ledgers' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
) => {
  const session = connected(workbench);
  await reviewed(workbench, session, await documentOf(workbench, clicked), { fresh: true });
};

/** The document that a command is about: the given one, that of the plan or the editor with the focus, or one that is chosen. */
export async function documentOf(
  { prompts, decisions }: Needs<'decisions' | 'prompts'>,
  given: unknown,
): Promise<vscode.TextDocument> {
  if (given instanceof vscode.Uri) return openFresh(given);
  if (decisions.active) return openFresh(decisions.active);
  const active = vscode.window.activeTextEditor?.document;
  // A table that is none of decisions is reported with what its first line lacks.
  if (active && (isDecisionFile(active) || isTable(active))) return openFresh(active.uri);
  const uri = await prompts.openFile({
    title: 'Review Decision File',
    action: 'Review',
    filters: { 'Decision files': ['csv', 'tsv', 'txt', 'jsonl', 'ndjson'] },
  });
  if (!uri) throw cancelled('GetAssignment');
  return openFresh(uri);
}

/** Plans a document and shows the plan. A panel that is there says why there is no plan. */
export async function reviewed(
  workbench: Needs<'decisions' | 'ledgers'>,
  session: ConnectedSession,
  document: vscode.TextDocument,
  options: { readonly fresh: boolean; readonly reveal?: boolean },
): Promise<PlannedFile> {
  const show = (state: PlanState, reveal: boolean) => showPlan(workbench, session, document, state, reveal);
  await show({ kind: 'reading' }, false);
  try {
    const planned = await planDocument(workbench, session, document, options);
    await show({ kind: 'planned', plan: planView(planned.plan) }, options.reveal ?? true);
    return planned;
  } catch (error) {
    await show({ kind: 'failed', reason: reasonOf(error, session) }, false);
    throw error;
  }
}

function showPlan(
  { decisions }: Needs<'decisions'>,
  { profile }: ConnectedSession,
  document: vscode.TextDocument,
  state: PlanState,
  reveal: boolean,
): Promise<void> {
  return decisions.show(
    {
      uri: document.uri.toString(),
      file: document.uri.path.split('/').at(-1) ?? '',
      profile: {
        name: profile.name,
        environment: profile.environment,
        realMoney: spendsRealMoney(profile.environment),
      },
      state,
    },
    { text: document.getText(), profileId: profile.id },
    { reveal },
  );
}

function reasonOf(error: unknown, { account }: ConnectedSession): string {
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof MTurkError)) return String(error);
  if (error.kind === 'cancelled') return 'The lookup was canceled.';
  const { reason, advice } = explain(error, account.client.endpoint);
  return `${error.operation} failed: ${reason}. ${advice}`.trim();
}
