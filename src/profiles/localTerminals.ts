/** Local for this workspace's terminals: new ones get the variables that point SDKs and tools at it, as long as that is on. */
import * as vscode from 'vscode';
import type { RunningLocal } from '../local/controlClient.ts';
import type { LocalService, LocalState } from '../local/localService.ts';
import type { Redirection } from '../local/redirection.ts';
import { storageKeys } from '../storageKeys.ts';
import { variablesOf } from './connectionVariables.ts';
import { localProfile } from './profile.ts';

/** Variables alone, or with the proxy and the certificate that code with Amazon's address in it needs. */
export type TerminalForm = 'variables' | 'redirect';

/** Variables that terminals may already have, and that ours are added to. */
const added: ReadonlySet<string> = new Set(['NODE_OPTIONS', 'JAVA_TOOL_OPTIONS']);

export class LocalTerminals implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #program: string;
  readonly #changed = new vscode.EventEmitter<boolean>();
  readonly #subscription: { dispose(): void };
  readonly onDidChange = this.#changed.event;
  #redirection: { readonly to: string; readonly started: Promise<Redirection> } | undefined;

  constructor(context: vscode.ExtensionContext, local: LocalService) {
    this.#context = context;
    this.#program = local.program;
    this.#subscription = local.onState(state => void this.#follow(state).catch(() => undefined));
    void this.#follow(local.state).catch(() => undefined);
  }

  get isOn(): boolean {
    return this.form !== undefined;
  }

  get form(): TerminalForm | undefined {
    const kept: unknown = this.#context.workspaceState.get(storageKeys.localTerminals);
    if (kept === 'redirect') return 'redirect';
    return kept === true || kept === 'variables' ? 'variables' : undefined;
  }

  /** Rejects when the redirect can't be started; then nothing is on. */
  async turn(form: TerminalForm | undefined, state: LocalState): Promise<void> {
    this.#end();
    this.#variables.clear();
    await this.#context.workspaceState.update(storageKeys.localTerminals, form);
    try {
      if (form) await this.#follow(state);
    } catch (error) {
      this.#variables.clear();
      await this.#context.workspaceState.update(storageKeys.localTerminals, undefined);
      throw error;
    } finally {
      this.#changed.fire(this.isOn);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#end();
  }

  get #variables(): vscode.EnvironmentVariableCollection {
    return this.#context.environmentVariableCollection;
  }

  #end(): void {
    void this.#redirection?.started.then(
      redirection => redirection.dispose(),
      () => undefined,
    );
    this.#redirection = undefined;
  }

  /**
   * While Local is stopped the variables stay as they were: without them the same script would reach Amazon with whatever keys
   * it finds.
   */
  async #follow(state: LocalState): Promise<void> {
    if (!this.isOn || state.state !== 'running') return;
    if (this.form === 'redirect') return this.#redirect(state.local);
    const { endpoint, accessKeyId, secretAccessKey } = state.local;
    const connection = { profile: localProfile, endpoint, localKeys: { accessKeyId, secretAccessKey } };
    this.#variables.persistent = true;
    this.#variables.description = `Points AWS SDKs and tools at Local, ${endpoint}, with keys that no other service takes. ${off}`;
    for (const [name, value] of variablesOf(connection)) this.#variables.replace(name, value);
  }

  /** The proxy ends with this window, so its variables are not kept for the next one. */
  async #redirect(local: RunningLocal): Promise<void> {
    if (this.#redirection?.to === local.endpoint) return;
    this.#end();
    const started = import('../local/redirection.ts').then(({ startRedirection }) =>
      startRedirection(this.#program, local),
    );
    const redirection = { to: local.endpoint, started };
    this.#redirection = redirection;
    const { variables } = await redirection.started;
    if (this.#redirection !== redirection || this.form !== 'redirect') return;
    this.#variables.clear();
    this.#variables.persistent = false;
    this.#variables.description = `Redirects all calls for Amazon Mechanical Turk to Local, ${local.endpoint}, whatever address code uses. ${off}`;
    for (const [name, value] of Object.entries(variables)) {
      if (value === null) continue;
      if (added.has(name)) this.#variables.append(name, ` ${value}`);
      else this.#variables.replace(name, value);
    }
    // A session token of a real account does not belong to Local's keys; no variable can be taken away.
    this.#variables.replace('AWS_SESSION_TOKEN', '');
  }
}

const off = 'Turn it off with “MTurk: Stop Using Local for This Workspace’s Terminals”.';
