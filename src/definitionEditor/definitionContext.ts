/** What the language features of definitions need of the window. */
import type * as vscode from 'vscode';
import type { Sessions } from '../profiles/sessions.ts';

export interface DefinitionContext {
  readonly sessions: Sessions;
  /** Batches of a definition that have been published in the active profile: how many, and whether the file changed since. */
  readonly batches: (uri: vscode.Uri) => Promise<readonly { readonly definitionHash: string }[]>;
}
