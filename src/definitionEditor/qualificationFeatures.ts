/** Diagnostics, quick fixes and the lens of `*.qual.json` files. They follow edits without a save, in the files that they name as well. */
import * as vscode from 'vscode';
import { FileCache } from '../definitions/files.ts';
import { hasErrors } from '../definitions/problems.ts';
import { type LoadedQualification, loadQualification } from '../definitions/qualification/loadQualification.ts';
import { commands } from '../ids.ts';
import type { Session } from '../profiles/sessions.ts';
import type { DefinitionContext } from './definitionContext.ts';
import { isDiagnosticOf, ProblemLists, quickFix } from './diagnostics.ts';
import { errorCount, placeOf } from './lenses.ts';
import { type CheckedFile, filesBeside, followFiles, isQualificationFile, uriOf } from './workspaceFiles.ts';

/** Milliseconds after the last keystroke. */
const delay = 150;
const selector: vscode.DocumentFilter = { pattern: '**/*.qual.json' };

interface State extends CheckedFile {
  /** Counts its checks: only the last one is shown. */
  run: number;
  loaded: LoadedQualification | undefined;
}

export class QualificationFeatures implements vscode.Disposable {
  readonly #context: DefinitionContext;
  readonly #lists = new ProblemLists('mturk-qualifications');
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly #states = new Map<string, State>();
  readonly #subscriptions: vscode.Disposable;
  #listening: { dispose(): void } | undefined;

  constructor(context: DefinitionContext) {
    this.#context = context;
    this.#subscriptions = vscode.Disposable.from(
      this.#lists,
      this.#lensesChanged,
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
      followFiles('**/*.{xml,question}', {
        look: ({ uri }) => this.#look(uri),
        follow: uri => this.#follow(uri),
        forget: uri => this.#forget(uri),
      }),
    );
    this.#listen(context.sessions.current);
  }

  dispose(): void {
    for (const state of this.#states.values()) {
      clearTimeout(state.timer);
      state.run += 1;
    }
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
    this.#lists.forget(uri);
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
    this.#lists.report(uri, loaded.problems);
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
      const problem = problems.find(each => each.file === undefined && isDiagnosticOf(diagnostic, each));
      return (problem?.fixes ?? []).map(fix => quickFix(document, diagnostic, fix));
    });
  }
}
