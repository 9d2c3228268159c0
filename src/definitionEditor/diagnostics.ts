/** Problems as the editor shows them. */
import * as vscode from 'vscode';
import type { Fix, Problem } from '../definitions/problems.ts';
import { isListedElsewhere, source } from './listedProblems.ts';
import { uriOf } from './workspaceFiles.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/**
 * Lists the problems of a file, each in the file that it is in. `reported`: the files that had problems because of it before, of
 * which those that are no longer wrong get an empty list. Gives the files that have problems now.
 */
export function reportProblems(
  collection: vscode.DiagnosticCollection,
  uri: vscode.Uri,
  problems: readonly Problem[],
  reported: Iterable<string>,
): Set<string> {
  const byFile = new Map<string, vscode.Diagnostic[]>([...reported].map(each => [each, []]));
  byFile.set(uri.toString(), []);
  for (const problem of problems) {
    // The schema reports these.
    if (problem.inSchema && problem.file === undefined) continue;
    const file = problem.file === undefined ? uri : uriOf(uri, problem.file);
    const diagnostic = toDiagnostic(problem);
    // Those of rules are listed by *Make Decision File from Rules…* too.
    if (problem.code === 'rule' && isListedElsewhere(file, diagnostic)) continue;
    const key = file.toString();
    const diagnostics = byFile.get(key) ?? [];
    diagnostics.push(diagnostic);
    byFile.set(key, diagnostics);
  }
  for (const [key, diagnostics] of byFile) collection.set(vscode.Uri.parse(key, true), diagnostics);
  return new Set([...byFile].filter(([, { length }]) => length > 0).map(([key]) => key));
}

/** Whether a diagnostic is the one of a problem in the same file. */
export function isDiagnosticOf({ code, range }: vscode.Diagnostic, problem: Problem): boolean {
  return problem.code === code && problem.line - 1 === range.start.line && problem.column - 1 === range.start.character;
}

export function quickFix(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { title, edits }: Fix,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits)
    action.edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  return action;
}

/** Spans of more than a line mark their first line alone. */
function toDiagnostic({ code, severity, message, line, column, span, row }: Problem): vscode.Diagnostic {
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const length = Math.min(Math.max(1, span.end - span.start), 500);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, start.translate(0, length)),
    row === undefined || message.includes(`ow ${row}`) ? message : `${message} Row ${row} shows it.`,
    severities[severity],
  );
  diagnostic.source = source;
  diagnostic.code = code;
  return diagnostic;
}
