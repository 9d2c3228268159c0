/** Makes ids of the account links in terminals and open files, as long as there is an account and the setting says so. */
import * as vscode from 'vscode';
import { documentScheme, settings } from '../../ids.ts';
import type { Session, Sessions } from '../../profiles/sessions.ts';
import { readLinksEnabled } from '../../ui/readSettings.ts';
import { soon } from '../../ui/soon.ts';
import type { LinkProviders } from './providers.ts';
import type { IdTerminalLink } from './terminalLinks.ts';

const files: vscode.DocumentSelector = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs', documentScheme].map(
  scheme => ({
    scheme,
  }),
);
/** What came to be known is looked for in open files at most so often, in milliseconds. */
const pace = 2000;

export class IdLinks implements vscode.Disposable {
  readonly #sessions: Sessions;
  #providers: Promise<LinkProviders> | undefined;
  readonly #relinked = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  /** Terminals and hovers; they ask the account each time. */
  #registered: vscode.Disposable | undefined;
  /** VS Code asks for the links of a file again when the file changes or when there is another provider. */
  #linking: vscode.Disposable | undefined;
  #listening: { dispose(): void } | undefined;
  #due: NodeJS.Timeout | undefined;
  /** Of the ids that the files were last searched for. */
  #revision = 0;
  /** Fires when open files are searched again because other ids are known. */
  readonly onRelinked = this.#relinked.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#subscriptions = [
      this.#relinked,
      sessions.onDidChange(session => this.#follow(session)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.linksEnabled)) this.#follow(sessions.current);
      }),
      soon(() => {
        this.#follow(sessions.current);
        return undefined;
      }),
    ];
  }

  /** Loaded when VS Code first asks for a link or a hover. */
  providers(): Promise<LinkProviders> {
    this.#providers ??= import('./providers.ts').then(({ linkProviders }) =>
      linkProviders(() => this.#sessions.current.account),
    );
    return this.#providers;
  }

  dispose(): void {
    this.#end();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ account }: Session): void {
    this.#end();
    if (!account || !readLinksEnabled()) return;
    this.#registered = vscode.Disposable.from(
      vscode.languages.registerHoverProvider(files, {
        provideHover: async (document, position) => (await this.providers()).hovers.provideHover(document, position),
      }),
      vscode.window.registerTerminalLinkProvider({
        provideTerminalLinks: async context => (await this.providers()).terminal.provideTerminalLinks(context),
        handleTerminalLink: async (link: IdTerminalLink) => (await this.providers()).terminal.handleTerminalLink(link),
      }),
    );
    this.#revision = account.ids.revision;
    this.#link();
    this.#listening = account.onChange(({ hits, assignments }) => {
      if (hits.size + assignments.size === 0) return;
      this.#due ??= setTimeout(() => {
        this.#due = undefined;
        const { revision } = account.ids;
        if (revision === this.#revision) return;
        this.#revision = revision;
        this.#link();
        this.#relinked.fire();
      }, pace);
    });
  }

  /** The new one comes before the old one goes, so that links don't vanish in between. */
  #link(): void {
    const before = this.#linking;
    this.#linking = vscode.languages.registerDocumentLinkProvider(files, {
      provideDocumentLinks: async (...asked) => (await this.providers()).documents.provideDocumentLinks(...asked),
    });
    before?.dispose();
  }

  #end(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#listening?.dispose();
    this.#registered?.dispose();
    this.#linking?.dispose();
    this.#registered = undefined;
    this.#linking = undefined;
  }
}
