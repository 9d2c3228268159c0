/** Registers what no view waits for once the extension is activated and its views are on their way. */
import type * as vscode from 'vscode';

export function soon(register: () => vscode.Disposable | undefined): vscode.Disposable {
  let registered: vscode.Disposable | undefined;
  const waiting = setImmediate(() => {
    registered = register();
  });
  return {
    dispose: () => {
      clearImmediate(waiting);
      registered?.dispose();
    },
  };
}
