/** Problems as the editor shows them. */
import * as vscode from 'vscode';
import type { Fix, Problem } from '../definitions/problems.ts';
import { FoundProblems } from './foundProblems.ts';
import { isListedElsewhere, source } from './listedProblems.ts';
import { uriOf } from './workspaceFiles.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

/** The problems of files that are checked, each listed in the file that it is in. */
export class ProblemLists implements vscode.Disposable {
  readonly #collection: vscode.DiagnosticCollection;
  readonly #found = new FoundProblems<vscode.Diagnostic>(isSame);
  readonly #changes: vscode.Disposable;

  constructor(name: string) {
    this.#collection = vscode.languages.createDiagnosticCollection(name);
    // *Make Decision File from Rules…* lists the faults of rules too: they are listed here while it doesn’t.
    this.#changes = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (this.#found.has(uri.toString())) this.#refresh(uri);
    });
  }

  dispose(): void {
    this.#changes.dispose();
    this.#collection.dispose();
  }

  /** Lists what a check of a file found, in place of what it found before. */
  report(uri: vscode.Uri, problems: readonly Problem[]): void {
    const found = new Map<string, vscode.Diagnostic[]>();
    for (const problem of problems) {
      // The schema reports these.
      if (problem.inSchema && problem.file === undefined) continue;
      const key = (problem.file === undefined ? uri : uriOf(uri, problem.file)).toString();
      found.set(key, [...(found.get(key) ?? []), toDiagnostic(problem)]);
    }
    this.#listAll(this.#found.replace(uri.toString(), found));
  }

  /** The file is no longer checked. */
  forget(uri: vscode.Uri): void {
    this.#listAll(this.#found.forget(uri.toString()));
  }

  #listAll(files: ReadonlySet<string>): void {
    for (const file of files) {
      const uri = vscode.Uri.parse(file, true);
      this.#collection.set(uri, this.#wanted(uri));
    }
  }

  /** Sets a list again only where it differs: each change comes back as an event. */
  #refresh(uri: vscode.Uri): void {
    const wanted = this.#wanted(uri);
    const listed = this.#collection.get(uri) ?? [];
    const isListed = listed.length === wanted.length && wanted.every(each => listed.some(other => isSame(each, other)));
    if (!isListed) this.#collection.set(uri, wanted);
  }

  #wanted(uri: vscode.Uri): vscode.Diagnostic[] {
    const all = this.#found.of(uri.toString());
    return all.filter(each => each.code !== 'rule' || !isListedElsewhere(uri, each));
  }
}

function isSame(one: vscode.Diagnostic, other: vscode.Diagnostic): boolean {
  return (
    one.code === other.code &&
    one.message === other.message &&
    one.severity === other.severity &&
    one.range.isEqual(other.range)
  );
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
