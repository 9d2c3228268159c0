/** Problems as the editor shows them. */
import * as vscode from 'vscode';
import type { Problem } from '../definitions/problems.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/** Of all problems that the workbench lists. */
export const source = 'mturk';

/** Whether the same fault of a file is listed by another part of the workbench, as those of rules that a definition names are. */
export function isListedElsewhere(uri: vscode.Uri, { message, range, code }: vscode.Diagnostic): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(
      each =>
        each.source === source &&
        each.code !== code &&
        each.message === message &&
        each.range.start.isEqual(range.start),
    );
}

/** Spans of more than a line mark their first line alone. */
export function toDiagnostic({ code, severity, message, line, column, span, row }: Problem): vscode.Diagnostic {
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
