/** Links on ids of the account in open files. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { mentionsIn } from '../../account/search/mentions.ts';
import type { AccountRef } from '../../refs.ts';
import { commandOf } from './linkLabels.ts';

/** Of a longer file the beginning has links; hovers work everywhere in it. */
const mostCharacters = 2_000_000;
/** VS Code keeps a decoration for each link. */
const mostLinks = 10_000;

export class DocumentLinks implements vscode.DocumentLinkProvider {
  readonly #account: () => Account | undefined;

  constructor(account: () => Account | undefined) {
    this.#account = account;
  }

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    const account = this.#account();
    if (!account) return [];
    const end = document.positionAt(mostCharacters);
    const text = document.getText(new vscode.Range(new vscode.Position(0, 0), end));
    const { version } = document;
    const links: vscode.DocumentLink[] = [];
    for (const mention of mentionsIn(text, account.ids)) {
      if (!mention) {
        await breath();
        // Places of another text mean nothing in this one; VS Code asks again.
        if (token.isCancellationRequested || document.version !== version) return [];
        continue;
      }
      const { start, length, named } = mention;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
      links.push(linkOn(range, named));
      if (links.length >= mostLinks) break;
    }
    return links;
  }
}

function linkOn(range: vscode.Range, named: AccountRef): vscode.DocumentLink {
  const { command, argument, title } = commandOf(named);
  const target = vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([argument]) });
  const link = new vscode.DocumentLink(range, target);
  link.tooltip = title;
  return link;
}

/** Lets others have their turn. */
function breath(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
