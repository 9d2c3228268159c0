/** Brings the language features of definitions with the first one that is shown. Activation loads nothing else of them. */
import * as vscode from 'vscode';
import type { DefinitionContext } from './definitionContext.ts';

export function watchDefinitions(context: DefinitionContext): vscode.Disposable {
  const isOf = (document: vscode.TextDocument, pattern: string) => vscode.languages.match({ pattern }, document) > 0;
  let features: Promise<vscode.Disposable> | undefined;
  let qualifications: Promise<vscode.Disposable> | undefined;
  const look = (document: vscode.TextDocument) => {
    if (!features && isOf(document, '**/*.hit.json'))
      features = import('./features.ts').then(({ DefinitionFeatures }) => new DefinitionFeatures(context));
    if (!qualifications && isOf(document, '**/*.qual.json'))
      qualifications = import('./qualificationFeatures.ts').then(
        ({ QualificationFeatures }) => new QualificationFeatures(context),
      );
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  for (const document of vscode.workspace.textDocuments) look(document);
  return new vscode.Disposable(() => {
    opened.dispose();
    for (const each of [features, qualifications]) void each?.then(loaded => loaded.dispose());
  });
}
