/** What the collections of diagnostics have in common: one list of problems is made of them. */
import * as vscode from 'vscode';

/** The source of every problem that the workbench lists. */
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
