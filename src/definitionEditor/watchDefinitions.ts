/** Brings the language features of definitions with the first one that is shown. Activation loads nothing else of them. */
import * as vscode from 'vscode';
import type { DefinitionContext } from './definitionContext.ts';

export function watchDefinitions(context: DefinitionContext): vscode.Disposable {
  const selector = { pattern: '**/*.hit.json' };
  let features: Promise<vscode.Disposable> | undefined;
  const look = (document: vscode.TextDocument) => {
    if (!features && vscode.languages.match(selector, document) > 0)
      features = import('./features.ts').then(({ DefinitionFeatures }) => new DefinitionFeatures(context));
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  for (const document of vscode.workspace.textDocuments) look(document);
  return new vscode.Disposable(() => {
    opened.dispose();
    void features?.then(each => each.dispose());
  });
}
