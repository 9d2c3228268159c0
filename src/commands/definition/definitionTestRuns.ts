import type * as vscode from 'vscode';

export interface DefinitionTestRuns extends vscode.Disposable {
  /** Tests a definition, as its entry in the Testing view does. Resolves when that is over. */
  run(definition: vscode.Uri): Promise<void>;
}
