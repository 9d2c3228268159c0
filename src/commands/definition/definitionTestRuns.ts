import type * as vscode from 'vscode';

export interface DefinitionTestRuns extends vscode.Disposable {
  /** Tests a definition, as its entry in the Testing view does. Resolves when that is over; `onStart` is called once its run is there. */
  run(definition: vscode.Uri, onStart: () => void): Promise<void>;
}
