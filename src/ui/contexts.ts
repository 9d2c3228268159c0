/** Context keys, typed; each has its first value set at start, so that no `when` sees an undefined one. */
import * as vscode from 'vscode';
import { type ContextKey, contextKeys } from '../ids.ts';

type Widen<T> = T extends boolean ? boolean : T extends string ? string : T;

/** What each was last set to: each setting makes VS Code look at all its menus again. */
const last = new Map<string, unknown>();

export function setContext<K extends ContextKey>(key: K, value: Widen<(typeof contextKeys)[K][1]>): void {
  const [name] = contextKeys[key];
  if (last.get(name) === value) return;
  last.set(name, value);
  void vscode.commands.executeCommand('setContext', name, value);
}

export function initialiseContexts(): void {
  for (const key of Object.keys(contextKeys) as ContextKey[]) setContext(key, contextKeys[key][1]);
}
