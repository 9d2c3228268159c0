/**
 * Files of decisions in the editor: a lens above them, a context key for their button, their faults among the problems, and
 * the panels with their plans. Knows a file by its headings and reads no more of it until it is reviewed.
 */
import * as vscode from 'vscode';
import { source } from '../../definitionEditor/listedProblems.ts';
import type { FileProblem } from '../../files/place.ts';
import { commands, panels } from '../../ids.ts';
import { sentenceOf } from '../../mturk/sentence.ts';
import type { PlanViewModel } from '../../panels/decisions/contract.ts';
import type { PlanPanels } from '../../panels/decisions/planPanels.ts';
import { setContext } from '../../ui/contexts.ts';

/** What a plan was made of: it holds as long as these are the same. */
export interface PlannedFrom {
  readonly text: string;
  readonly profileId: string;
}

/** Files that may be of decisions, by name: the rest is not looked at. */
const pattern = '**/*.{csv,tsv,txt,jsonl,ndjson}';
const recheckAfter = 300;

export class DecisionFiles {
  readonly #extensionUri: vscode.Uri;
  #loading: Promise<PlanPanels> | undefined;
  #panels: PlanPanels | undefined;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('mturk-decisions');
  readonly #planned = new Map<string, PlannedFrom>();
  readonly #rechecks = new Map<string, NodeJS.Timeout>();

  constructor({ extensionUri, subscriptions }: Pick<vscode.ExtensionContext, 'extensionUri' | 'subscriptions'>) {
    this.#extensionUri = extensionUri;
    const selector: vscode.DocumentSelector = [{ pattern }, { scheme: 'untitled' }];
    subscriptions.push(
      { dispose: () => this.#panels?.dispose() },
      vscode.window.registerWebviewPanelSerializer(panels.decisions, {
        deserializeWebviewPanel: async (panel, state) => (await this.#load()).restore(panel, state),
      }),
      this.#diagnostics,
      vscode.languages.registerCodeLensProvider(selector, { provideCodeLenses: lensesFor }),
      vscode.window.onDidChangeActiveTextEditor(editor => void noteActive(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#diagnostics.delete(document.uri)),
      { dispose: () => this.#rechecks.forEach(clearTimeout) },
    );
    void noteActive(vscode.window.activeTextEditor);
  }

  /** Shows a plan, and remembers what it was made of. */
  async show(model: PlanViewModel, from: PlannedFrom, options: { readonly reveal: boolean }): Promise<void> {
    this.#planned.set(model.uri, from);
    (await this.#load()).show(model, options);
  }

  /** What the plan that is shown of a file was made of; nothing where none is shown. */
  plannedFrom(uri: vscode.Uri): PlannedFrom | undefined {
    const key = uri.toString();
    return this.#panels?.shown(key)?.state.kind === 'planned' ? this.#planned.get(key) : undefined;
  }

  /** The plan that a file's panel shows. */
  shown(uri: vscode.Uri): PlanViewModel | undefined {
    return this.#panels?.shown(uri.toString());
  }

  /** The file whose plan has the focus. */
  get active(): vscode.Uri | undefined {
    const active = this.#panels?.active;
    return active === undefined ? undefined : vscode.Uri.parse(active, true);
  }

  /** Lists the faults of a file among the problems. */
  report(document: vscode.TextDocument, problems: readonly FileProblem[]): void {
    this.#diagnostics.set(
      document.uri,
      problems.map(({ start, end, message }) => {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(Math.max(end, start + 1)));
        const diagnostic = new vscode.Diagnostic(range, sentenceOf(message));
        diagnostic.source = source;
        return diagnostic;
      }),
    );
  }

  /** Lists what is wrong with rules, where they stand in a document. */
  reportRules(document: vscode.TextDocument | undefined, problems: readonly FileProblem[]): void {
    if (document) this.report(document, problems);
  }

  /** Loaded with the first plan, or with one that was open before a reload. */
  #load(): Promise<PlanPanels> {
    this.#loading ??= import('../../panels/decisions/planPanels.ts').then(({ PlanPanels }) => {
      this.#panels = new PlanPanels({
        extensionUri: this.#extensionUri,
        run: (command, ...args) => void vscode.commands.executeCommand(command, ...args),
      });
      return this.#panels;
    });
    return this.#loading;
  }

  #changed(document: vscode.TextDocument): void {
    if (document === vscode.window.activeTextEditor?.document) void noteActive(vscode.window.activeTextEditor);
    const key = document.uri.toString();
    if (!this.#diagnostics.has(document.uri)) return;
    clearTimeout(this.#rechecks.get(key));
    this.#rechecks.set(
      key,
      setTimeout(() => void this.#recheck(document, key), recheckAfter),
    );
  }

  /** Whoever mends a file sees at once what is left. */
  async #recheck(document: vscode.TextDocument, key: string): Promise<void> {
    this.#rechecks.delete(key);
    if (document.isClosed) return;
    if (document.fileName.endsWith('.rules')) {
      const { parseRules } = await import('../../review/rules/parseRules.ts');
      const parsed = parseRules(document.getText());
      return this.report(document, parsed.ok ? [] : parsed.problems);
    }
    const { readDecisions } = await import('../../files/decisions.ts');
    this.report(document, readDecisions(document.getText())?.problems ?? []);
  }
}

/** Loaded with the first document that is shown, so that activation does not pay for reading tables. */
const documents = () => import('./decisionDocument.ts');

async function noteActive(editor: vscode.TextEditor | undefined): Promise<void> {
  const isOne = editor !== undefined && (await documents()).isDecisionFile(editor.document);
  if (editor === vscode.window.activeTextEditor) setContext('decisionFile', isOne);
}

async function lensesFor(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  if (!(await documents()).isDecisionFile(document)) return [];
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [document.uri] });
  return [lens('$(checklist) Review decisions', commands.reviewDecisions)];
}
