/** The plans of decision files: one panel for each file. What they show is given to them; what is pressed becomes commands. */
import * as vscode from 'vscode';
import { type CommandId, commands, panels } from '../../ids.ts';
import { tabIcon } from '../tabIcon.ts';
import { WebviewHost } from '../webviewHost.ts';
import { type PlanContract, type PlanViewModel, planContract, readIdentity } from './contract.ts';

export interface PlanPanelsOptions {
  readonly extensionUri: vscode.Uri;
  readonly run: (command: CommandId, ...args: unknown[]) => void;
}

export class PlanPanels implements vscode.Disposable {
  readonly #options: PlanPanelsOptions;
  readonly #open = new Map<string, PlanPanel>();

  constructor(options: PlanPanelsOptions) {
    this.#options = options;
  }

  /** Takes a panel that was open before a reload, and has its file reviewed again. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const identity = readIdentity(state);
    if (!identity || this.#open.has(identity.uri)) {
      panel.dispose();
      return;
    }
    this.#adopt(panel, identity.uri);
    this.#options.run(commands.reviewDecisions, vscode.Uri.parse(identity.uri, true));
  }

  /** Shows a plan in the panel of its file, beside the file if it has none yet. */
  show(model: PlanViewModel, options: { readonly reveal: boolean }): void {
    const open = this.#open.get(model.uri);
    if (open && options.reveal) open.reveal();
    if (!open && !options.reveal) return;
    const panel =
      open ??
      this.#adopt(
        vscode.window.createWebviewPanel(
          panels.decisions,
          '',
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
          { enableScripts: true, enableFindWidget: true },
        ),
        model.uri,
      );
    panel.show(model);
  }

  /** What the panel of a file shows. */
  shown(uri: string): PlanViewModel | undefined {
    return this.#open.get(uri)?.model;
  }

  /** The file of the panel that has the focus. */
  get active(): string | undefined {
    return [...this.#open].find(([, panel]) => panel.active)?.[0];
  }

  dispose(): void {
    for (const panel of [...this.#open.values()]) panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, uri: string): PlanPanel {
    const adopted = new PlanPanel(panel, uri, this.#options, () => this.#open.delete(uri));
    this.#open.set(uri, adopted);
    return adopted;
  }
}

class PlanPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: WebviewHost<PlanContract>;
  #model: PlanViewModel | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    uri: string,
    { extensionUri, run }: PlanPanelsOptions,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    const file = vscode.Uri.parse(uri, true);
    panel.iconPath = tabIcon(extensionUri);
    panel.title = titleOf(file);
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(extensionUri, 'dist', 'webview', ...parts),
      name: 'decisions',
      contract: planContract,
      handlers: {
        requests: {},
        commands: {
          apply: ({ leaveOut }) => run(commands.applyDecisions, file, { leaveOut }),
          review: () => run(commands.reviewDecisions, file),
          openRow: ({ line, column }) => void openRow(file, line, column),
          openAssignment: target => run(commands.openHIT, target),
        },
      },
      send: () => this.#send(),
      onDispose,
    });
  }

  get model(): PlanViewModel | undefined {
    return this.#model;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  show(model: PlanViewModel): void {
    this.#model = model;
    this.#send();
  }

  dispose(): void {
    this.#host.dispose();
  }

  #send(): void {
    if (this.#model) this.#host.notify('model', this.#model);
  }
}

function titleOf(file: vscode.Uri): string {
  return `Plan: ${file.path.split('/').at(-1) ?? ''}`;
}

/** Puts the cursor on a row, in the editor that shows its file. */
async function openRow(file: vscode.Uri, line: number, column: number): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());
  const position = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(file, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(position, position),
  });
}
