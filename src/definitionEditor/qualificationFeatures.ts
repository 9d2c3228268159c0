/** Diagnostics, quick fixes and the lens of `*.qual.json` files. They follow edits without a save, in the files that they name as well. */
import * as vscode from 'vscode';
import { FileCache } from '../definitions/files.ts';
import { hasErrors } from '../definitions/problems.ts';
import { type LoadedQualification, loadQualification } from '../definitions/qualification/loadQualification.ts';
import { commands } from '../ids.ts';
import type { Session } from '../profiles/sessions.ts';
import type { DefinitionContext } from './definitionContext.ts';
import { toDiagnostic } from './diagnostics.ts';
import { errorCount, placeOf } from './lenses.ts';
import { filesBeside, isQualificationFile, uriOf } from './workspaceFiles.ts';

/** Milliseconds after the last keystroke. */
const delay = 150;
const selector: vscode.DocumentFilter = { pattern: '**/*.qual.json' };

interface State {
  readonly cache: FileCache;
  timer: NodeJS.Timeout | undefined;
  /** Counts its checks: only the last one is shown. */
  run: number;
  loaded: LoadedQualification | undefined;
  /** Files that have diagnostics because of it. */
  reported: Set<string>;
}

export class QualificationFeatures implements vscode.Disposable {
  readonly #context: DefinitionContext;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('mturk-qualifications');
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly #states = new Map<string, State>();
  readonly #subscriptions: vscode.Disposable;
  #listening: { dispose(): void } | undefined;

  constructor(context: DefinitionContext) {
    this.#context = context;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{xml,question}');
    const touched = (uri: vscode.Uri) => this.#follow(uri);
    this.#subscriptions = vscode.Disposable.from(
      this.#diagnostics,
      this.#lensesChanged,
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      watcher.onDidDelete(touched),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#look(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#follow(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      context.sessions.onDidChange(session => this.#listen(session)),
      { dispose: () => this.#listening?.dispose() },
      vscode.languages.registerCodeLensProvider(selector, {
        onDidChangeCodeLenses: this.#lensesChanged.event,
        provideCodeLenses: document => [this.#lens(document.uri)],
      }),
      vscode.languages.registerCodeActionsProvider(
        selector,
        { provideCodeActions: (document, _, { diagnostics }) => this.#fixes(document, diagnostics) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    this.#listen(context.sessions.current);
    for (const { uri } of vscode.workspace.textDocuments) this.#look(uri);
  }

  dispose(): void {
    for (const { timer } of this.#states.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  /** Whether a type of the file's name exists can change with the session and with each change of its types. */
  #listen({ account }: Session): void {
    this.#listening?.dispose();
    this.#listening = account?.onChange(({ workers }) => {
      if (workers) this.#lensesChanged.fire();
    });
    this.#lensesChanged.fire();
  }

  #look(uri: vscode.Uri): void {
    if (!isQualificationFile(uri) || this.#states.has(uri.toString())) return;
    this.#states.set(uri.toString(), {
      cache: new FileCache(),
      timer: undefined,
      run: 0,
      loaded: undefined,
      reported: new Set(),
    });
    this.#schedule(uri, 0);
  }

  /** A file changed, or one that it names. */
  #follow(changed: vscode.Uri): void {
    for (const [key, { loaded }] of this.#states) {
      const file = vscode.Uri.parse(key, true);
      const isNamed = loaded?.files.some(path => uriOf(file, path).toString() === changed.toString()) ?? false;
      if (key === changed.toString() || isNamed) this.#schedule(file, delay);
    }
  }

  #forget(uri: vscode.Uri): void {
    const state = this.#states.get(uri.toString());
    clearTimeout(state?.timer);
    for (const each of state?.reported ?? []) this.#diagnostics.delete(vscode.Uri.parse(each, true));
    this.#states.delete(uri.toString());
  }

  #schedule(uri: vscode.Uri, wait: number): void {
    const state = this.#states.get(uri.toString());
    if (!state) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => void this.#check(uri, state), wait);
  }

  async #check(uri: vscode.Uri, state: State): Promise<void> {
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
    if (!document) return;
    const { version } = document;
    state.run += 1;
    const { run } = state;
    const loaded = await loadQualification(document.getText(), filesBeside(uri), state.cache);
    // What was checked is no longer what is shown.
    if (document.isClosed || document.version !== version || state.run !== run) return;
    state.loaded = loaded;
    const byFile = new Map<string, vscode.Diagnostic[]>([...state.reported].map(each => [each, []]));
    byFile.set(uri.toString(), []);
    for (const problem of loaded.problems) {
      // The schema reports these.
      if (problem.inSchema && problem.file === undefined) continue;
      const key = (problem.file === undefined ? uri : uriOf(uri, problem.file)).toString();
      byFile.set(key, [...(byFile.get(key) ?? []), toDiagnostic(problem)]);
    }
    for (const [key, diagnostics] of byFile) this.#diagnostics.set(vscode.Uri.parse(key, true), diagnostics);
    state.reported = new Set([...byFile].filter(([, { length }]) => length > 0).map(([key]) => key));
    this.#lensesChanged.fire();
  }

  #lens(uri: vscode.Uri): vscode.CodeLens {
    const { profile, account } = this.#context.sessions.current;
    const loaded = this.#states.get(uri.toString())?.loaded;
    const problems = loaded?.problems ?? [];
    const types = [...(account?.workers.types.values() ?? [])];
    const verb = types.some(({ name }) => name === loaded?.name) ? 'Update in' : 'Publish to';
    const title = `${verb} ${placeOf(profile)}…${hasErrors(problems) ? ` ${errorCount(problems)}` : ''}`;
    return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title,
      command: commands.publishQualification,
      arguments: [uri],
    });
  }

  #fixes(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const problems = this.#states.get(document.uri.toString())?.loaded?.problems ?? [];
    return diagnostics.flatMap(diagnostic => {
      const problem = problems.find(
        ({ code, line, column, file }) =>
          file === undefined &&
          code === diagnostic.code &&
          line - 1 === diagnostic.range.start.line &&
          column - 1 === diagnostic.range.start.character,
      );
      return (problem?.fixes ?? []).map(({ title, edits }) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.edit = new vscode.WorkspaceEdit();
        for (const { start, end, text } of edits)
          action.edit.replace(
            document.uri,
            new vscode.Range(document.positionAt(start), document.positionAt(end)),
            text,
          );
        return action;
      });
    });
  }
}
