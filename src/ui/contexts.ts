/** Context keys, typed; each has its first value set at start, so that no `when` sees an undefined one. */
import * as vscode from 'vscode';
import { type ContextKey, contextKeys } from '../contextKeys.ts';

type Widen<T> = T extends boolean ? boolean : T extends string ? string : T;

/** What each was last set to: each setting makes VS Code look at all its menus again. */
const last = new Map<ContextKey, boolean | string>();

/** What a key was set to last: VS Code doesn't report it. */
export function contextValue(key: ContextKey): boolean | string {
  return last.get(key) ?? contextKeys[key][1];
}

export function setContext<K extends ContextKey>(key: K, value: Widen<(typeof contextKeys)[K][1]>): void {
  if (last.get(key) === value) return;
  last.set(key, value);
  void vscode.commands.executeCommand('setContext', contextKeys[key][0], value);
}

export function initialiseContexts(): void {
  for (const key of Object.keys(contextKeys) as ContextKey[]) setContext(key, contextKeys[key][1]);
}
