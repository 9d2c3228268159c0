/** The one funnel that the errors of commands go through. */
import * as vscode from 'vscode';
import { MTurkError } from '../mturk/errors.ts';
import { explain } from '../mturk/explain.ts';
import { CommandError } from './commandError.ts';
import type { Needs } from './workbench.ts';

const showLog = 'Show Log';

/** Reports why a piece of work failed. What the user cancelled is no failure. */
export async function reportError(
  { log, prompts, sessions }: Needs<'log' | 'prompts' | 'sessions'>,
  what: string,
  error: unknown,
): Promise<void> {
  if (error instanceof MTurkError && error.kind === 'cancelled') return;
  log.error(`${what} failed`, error);
  if (error instanceof CommandError) {
    const chosen = await prompts.reportError(error.message, ...error.actions.map(action => action.label));
    const action = error.actions.find(each => each.label === chosen);
    if (action) await vscode.commands.executeCommand(action.command);
    return;
  }
  const chosen = await prompts.reportError(messageOf(error, sessions.current.account?.client.endpoint), showLog);
  if (chosen === showLog) log.show();
}

function messageOf(error: unknown, endpoint: string | undefined): string {
  if (error instanceof Error && error.name === 'JournalProblem') return `The ledger can’t be used: ${error.message}.`;
  if (!(error instanceof MTurkError)) return `MTurk Workbench had an internal error: ${String(error)}`;
  const { reason, advice } = explain(error, endpoint ?? 'the endpoint');
  return `${error.operation} failed: ${reason}. ${advice}`.trim();
}
