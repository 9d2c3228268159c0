/** Context keys, typed; each has its first value set at start, so that no `when` sees an undefined one. */
import * as vscode from 'vscode';
import { type ContextKey, contextKeys } from '../ids.ts';

type Widen<T> = T extends boolean ? boolean : T extends string ? string : T;

export function setContext<K extends ContextKey>(key: K, value: Widen<(typeof contextKeys)[K][1]>): void {
  void vscode.commands.executeCommand('setContext', contextKeys[key][0], value);
}

export function initialiseContexts(): void {
  for (const [name, value] of Object.values(contextKeys))
    void vscode.commands.executeCommand('setContext', name, value);
}
