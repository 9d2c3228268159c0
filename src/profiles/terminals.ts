/** Local for this workspace's terminals: new ones get the variables that point SDKs and tools at it, as long as that is on. */
import * as vscode from 'vscode';
import { storageKeys } from '../ids.ts';
import type { LocalService, LocalState } from '../local/localService.ts';
import { localProfile } from './profile.ts';
import { variablesOf } from './snippets.ts';

export class LocalTerminals implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #changed = new vscode.EventEmitter<boolean>();
  readonly #subscription: { dispose(): void };
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, local: LocalService) {
    this.#context = context;
    this.#subscription = local.onState(state => this.#follow(state));
    this.#follow(local.state);
  }

  get isOn(): boolean {
    return this.#context.workspaceState.get(storageKeys.localTerminals) === true;
  }

  async turn(on: boolean, state: LocalState): Promise<void> {
    await this.#context.workspaceState.update(storageKeys.localTerminals, on || undefined);
    if (on) this.#follow(state);
    else this.#variables.clear();
    this.#changed.fire(on);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  get #variables(): vscode.EnvironmentVariableCollection {
    return this.#context.environmentVariableCollection;
  }

  /**
   * While Local is stopped the variables stay as they were: without them the same script would reach Amazon with whatever keys
   * it finds.
   */
  #follow(state: LocalState): void {
    if (!this.isOn || state.state !== 'running') return;
    const { endpoint, accessKeyId, secretAccessKey } = state.local;
    const connection = { profile: localProfile, endpoint, localKeys: { accessKeyId, secretAccessKey } };
    this.#variables.persistent = true;
    this.#variables.description = `Points AWS SDKs and tools at Local, ${endpoint}, with keys that no other service takes. Turn it off with “MTurk: Stop Using Local for This Workspace’s Terminals”.`;
    for (const [name, value] of variablesOf(connection)) this.#variables.replace(name, value);
  }
}
