/** Counts how often the user turned to something other than the views. VS Code doesn't report what has the keyboard. */
import * as vscode from 'vscode';

export class FocusChanges implements vscode.Disposable {
  #count = 0;
  #tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  readonly #subscription: vscode.Disposable;

  constructor() {
    const { window } = vscode;
    this.#subscription = vscode.Disposable.from(
      window.onDidChangeActiveTextEditor(() => this.#changed()),
      window.onDidChangeActiveTerminal(() => this.#changed()),
      // Without a kind, an extension moved it.
      window.onDidChangeTextEditorSelection(({ kind }) => kind !== undefined && this.#changed()),
      window.tabGroups.onDidChangeTabs(() => this.#lookAtTabs()),
      window.tabGroups.onDidChangeTabGroups(() => this.#lookAtTabs()),
    );
  }

  get count(): number {
    return this.#count;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Tabs change their names, too. */
  #lookAtTabs(): void {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    if (activeTab !== this.#tab) this.#changed();
    this.#tab = activeTab;
  }

  #changed(): void {
    this.#count += 1;
  }
}
