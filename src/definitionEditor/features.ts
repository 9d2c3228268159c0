/** Diagnostics, quick fixes and code lenses of definitions. They follow edits without a save, in the question file as well. */
import * as vscode from 'vscode';
import { checkDefinition } from '../definitions/checkDefinition.ts';
import { FileCache } from '../definitions/files.ts';
import { type LoadedDefinition, loadDefinition } from '../definitions/load.ts';
import { type Price, priceOf } from '../definitions/price.ts';
import type { Problem } from '../definitions/problems.ts';
import type { DefinitionContext } from './definitionContext.ts';
import { isDiagnosticOf, ProblemLists, quickFix } from './diagnostics.ts';
import { lensesOf } from './lenses.ts';
import { source } from './listedProblems.ts';
import { type CheckedFile, filesBeside, followFiles, isDefinition, uriOf } from './workspaceFiles.ts';

/** Milliseconds after the last keystroke. */
const delay = 150;
const selector: vscode.DocumentFilter = { pattern: '**/*.hit.json' };

/** What is known of one definition. */
interface State extends CheckedFile {
  running: AbortController | undefined;
  loaded: LoadedDefinition | undefined;
  problems: readonly Problem[];
  price: Price | undefined;
  batches: readonly { readonly definitionHash: string }[];
}

export class DefinitionFeatures implements vscode.Disposable {
  readonly #context: DefinitionContext;
  readonly #lists = new ProblemLists('mturk');
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly #states = new Map<string, State>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(context: DefinitionContext) {
    this.#context = context;
    this.#subscriptions = [
      this.#lists,
      this.#lensesChanged,
      context.sessions.onDidChange(() => this.#all()),
      vscode.languages.registerCodeLensProvider(selector, {
        onDidChangeCodeLenses: this.#lensesChanged.event,
        provideCodeLenses: document => this.#lenses(document),
      }),
      vscode.languages.registerCodeActionsProvider(
        [selector, { pattern: '**/*.{html,htm,xml,question}' }],
        { provideCodeActions: (document, _, { diagnostics }) => this.#actions(document, diagnostics) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
      followFiles('**/*.{html,htm,xml,question,csv,tsv,json,jsonl,rules}', {
        look: document => this.#look(document),
        follow: uri => this.#follow(uri),
        forget: uri => this.#forget(uri),
      }),
    ];
  }

  dispose(): void {
    for (const state of this.#states.values()) stop(state);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (!isDefinition(document.uri) || this.#states.has(document.uri.toString())) return;
    this.#states.set(document.uri.toString(), {
      cache: new FileCache(),
      timer: undefined,
      running: undefined,
      loaded: undefined,
      problems: [],
      price: undefined,
      batches: [],
    });
    this.#schedule(document.uri, 0);
  }

  /** A definition changed, or a file that definitions name. */
  #follow(uri: vscode.Uri): void {
    const changed = uri.toString();
    for (const [key, { loaded }] of this.#states) {
      const definition = vscode.Uri.parse(key, true);
      const { question, data, rules, gold, exclude = [] } = loaded?.definition ?? {};
      const others = exclude.map(each => (each.kind === 'definition' ? each.path : undefined));
      const named = [data, rules, gold, question?.kind === 'file' ? question.path : undefined, ...others];
      const isNamed = named.some(path => path !== undefined && uriOf(definition, path).toString() === changed);
      if (key === changed || isNamed) this.#schedule(definition, delay);
    }
  }

  #all(): void {
    for (const key of this.#states.keys()) this.#schedule(vscode.Uri.parse(key, true), 0);
  }

  #forget(uri: vscode.Uri): void {
    const state = this.#states.get(uri.toString());
    if (!state) return;
    stop(state);
    this.#lists.forget(uri);
    this.#states.delete(uri.toString());
  }

  #schedule(uri: vscode.Uri, wait: number): void {
    const state = this.#states.get(uri.toString());
    if (!state) return;
    clearTimeout(state.timer);
    state.running?.abort();
    state.timer = setTimeout(() => void this.#check(uri, state), wait);
  }

  async #check(uri: vscode.Uri, state: State): Promise<void> {
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
    if (!document) return;
    const running = new AbortController();
    state.running = running;
    const { signal } = running;
    const { version } = document;
    try {
      const { profile } = this.#context.sessions.current;
      const loaded = await loadDefinition(document.getText(), filesBeside(uri), profile, {
        cache: state.cache,
        signal,
      });
      state.loaded = loaded;
      state.price = priceOf(loaded.definition, loaded.rowCount);
      state.batches = await this.#context.batches(uri).catch(() => []);
      this.#lensesChanged.fire();
      const problems = await checkDefinition(loaded, { thorough: false, signal });
      // What was checked is no longer what is shown.
      if (signal.aborted || document.isClosed || document.version !== version) return;
      state.problems = problems;
      this.#lists.report(uri, problems);
      this.#lensesChanged.fire();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const state = this.#states.get(document.uri.toString());
    return lensesOf(document, this.#context.sessions.current.profile, state);
  }

  #actions(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    return diagnostics.flatMap(diagnostic => {
      const problem = this.#problemOf(document.uri, diagnostic);
      return (problem?.fixes ?? []).map((fix, at) => {
        const action = quickFix(document, diagnostic, fix);
        action.isPreferred = at === 0;
        return action;
      });
    });
  }

  #problemOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Problem | undefined {
    if (diagnostic.source !== source) return undefined;
    for (const [key, { problems }] of this.#states) {
      const definition = vscode.Uri.parse(key, true);
      const found = problems.find(each => {
        const file = each.file === undefined ? definition : uriOf(definition, each.file);
        return isDiagnosticOf(diagnostic, each) && file.toString() === uri.toString();
      });
      if (found) return found;
    }
    return undefined;
  }
}

function stop(state: State): void {
  clearTimeout(state.timer);
  state.running?.abort();
}
