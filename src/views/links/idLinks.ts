/** Makes ids of the account links in terminals and open files, as long as there is an account and the setting says so. */
import * as vscode from 'vscode';
import { documentScheme, settings } from '../../ids.ts';
import type { Session, Sessions } from '../../profiles/sessions.ts';
import { readLinksEnabled } from '../../ui/settings.ts';
import { DocumentLinks } from './documentLinks.ts';
import { IdHovers } from './hovers.ts';
import { TerminalLinks } from './terminalLinks.ts';

const files: vscode.DocumentSelector = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-vfs', documentScheme].map(
  scheme => ({
    scheme,
  }),
);
/** What came to be known is looked for in open files at most so often, in milliseconds. */
const pace = 2000;

export class IdLinks implements vscode.Disposable {
  readonly terminal: TerminalLinks;
  readonly #sessions: Sessions;
  readonly #documents: DocumentLinks;
  readonly #hovers: IdHovers;
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
    const account = () => this.#sessions.current.account;
    this.#documents = new DocumentLinks(account);
    this.#hovers = new IdHovers(account);
    this.terminal = new TerminalLinks(account);
    this.#subscriptions = [
      this.#relinked,
      sessions.onDidChange(session => this.#follow(session)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.linksEnabled)) this.#follow(sessions.current);
      }),
    ];
    this.#follow(sessions.current);
  }

  dispose(): void {
    this.#end();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ account }: Session): void {
    this.#end();
    if (!account || !readLinksEnabled()) return;
    this.#registered = vscode.Disposable.from(
      vscode.languages.registerHoverProvider(files, this.#hovers),
      vscode.window.registerTerminalLinkProvider(this.terminal),
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
    this.#linking = vscode.languages.registerDocumentLinkProvider(files, this.#documents);
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
