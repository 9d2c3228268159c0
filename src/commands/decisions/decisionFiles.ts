/**
 * Files of decisions in the editor: a lens above them, a context key for their button, their faults among the problems, and
 * the panels with their plans. Knows a file by its headings and reads no more of it until it is reviewed.
 */
import * as vscode from 'vscode';
import { formOf } from '../../files/columns.ts';
import type { FileProblem } from '../../files/place.ts';
import { commands } from '../../ids.ts';
import type { PlanViewModel } from '../../panels/decisions/contract.ts';
import { PlanPanels } from '../../panels/decisions/planPanels.ts';
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
  readonly #panels: PlanPanels;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('mturk-decisions');
  readonly #planned = new Map<string, PlannedFrom>();
  readonly #rechecks = new Map<string, NodeJS.Timeout>();

  constructor({ extensionUri, subscriptions }: Pick<vscode.ExtensionContext, 'extensionUri' | 'subscriptions'>) {
    this.#panels = new PlanPanels({
      extensionUri,
      run: (command, ...args) => void vscode.commands.executeCommand(command, ...args),
    });
    const selector: vscode.DocumentSelector = [{ pattern }, { scheme: 'untitled' }];
    subscriptions.push(
      this.#panels,
      this.#diagnostics,
      vscode.languages.registerCodeLensProvider(selector, { provideCodeLenses: lensesFor }),
      vscode.window.onDidChangeActiveTextEditor(noteActive),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#diagnostics.delete(document.uri)),
      { dispose: () => this.#rechecks.forEach(clearTimeout) },
    );
    noteActive(vscode.window.activeTextEditor);
  }

  /** Shows a plan, and remembers what it was made of. */
  show(model: PlanViewModel, from: PlannedFrom, options: { readonly reveal: boolean }): void {
    this.#planned.set(model.uri, from);
    this.#panels.show(model, options);
  }

  /** What the plan that is shown of a file was made of; nothing where none is shown. */
  plannedFrom(uri: vscode.Uri): PlannedFrom | undefined {
    const key = uri.toString();
    return this.#panels.shown(key)?.state.kind === 'planned' ? this.#planned.get(key) : undefined;
  }

  /** The plan that a file's panel shows. */
  shown(uri: vscode.Uri): PlanViewModel | undefined {
    return this.#panels.shown(uri.toString());
  }

  /** The file whose plan has the focus. */
  get active(): vscode.Uri | undefined {
    const { active } = this.#panels;
    return active === undefined ? undefined : vscode.Uri.parse(active, true);
  }

  /** Lists the faults of a file among the problems. */
  report(document: vscode.TextDocument, problems: readonly FileProblem[]): void {
    this.#diagnostics.set(
      document.uri,
      problems.map(({ start, end, message }) => {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(Math.max(end, start + 1)));
        const diagnostic = new vscode.Diagnostic(range, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`);
        diagnostic.source = 'MTurk';
        return diagnostic;
      }),
    );
  }

  /** Lists what is wrong with rules, where they stand in a document. */
  reportRules(document: vscode.TextDocument | undefined, problems: readonly FileProblem[]): void {
    if (document) this.report(document, problems);
  }

  #changed(document: vscode.TextDocument): void {
    if (document === vscode.window.activeTextEditor?.document) noteActive(vscode.window.activeTextEditor);
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
      const { parseRules } = await import('../../review/rules/parse.ts');
      const parsed = parseRules(document.getText());
      return this.report(document, parsed.ok ? [] : parsed.problems);
    }
    const { readDecisions } = await import('../../files/decisions.ts');
    this.report(document, readDecisions(document.getText())?.problems ?? []);
  }
}

/** Lines of a file's beginning that are read: headings may stand on several, below blank ones. */
const headLines = 64;

/** By its headings. */
export function isDecisionFile(document: vscode.TextDocument): boolean {
  return formOf(document.getText(new vscode.Range(0, 0, headLines, 0))) !== undefined;
}

/** Whether a document is a file of rows by its name. */
export function isTable({ uri }: vscode.TextDocument): boolean {
  return /\.(?:csv|tsv|jsonl|ndjson)$/i.test(uri.path);
}

function noteActive(editor: vscode.TextEditor | undefined): void {
  setContext('decisionFile', editor !== undefined && isDecisionFile(editor.document));
}

function lensesFor(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!isDecisionFile(document)) return [];
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [document.uri] });
  return [lens('$(checklist) Review decisions', commands.reviewDecisions)];
}
