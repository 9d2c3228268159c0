/** Links on ids of the account in open files. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import type { Named } from '../../account/idIndex.ts';
import { mentionsIn } from '../../account/search/find.ts';
import { commandOf } from './words.ts';

/** Of a longer file the beginning has links; hovers work everywhere in it. */
const mostCharacters = 2_000_000;
/** VS Code keeps a decoration for each link. */
const mostLinks = 10_000;

class IdLink extends vscode.DocumentLink {
  readonly named: Named;

  constructor(range: vscode.Range, named: Named) {
    super(range);
    this.named = named;
    this.tooltip = commandOf(named).title;
  }
}

export class DocumentLinks implements vscode.DocumentLinkProvider<IdLink> {
  readonly #account: () => Account | undefined;

  constructor(account: () => Account | undefined) {
    this.#account = account;
  }

  async provideDocumentLinks(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<IdLink[]> {
    const account = this.#account();
    if (!account) return [];
    const end = document.positionAt(mostCharacters);
    const text = document.getText(new vscode.Range(new vscode.Position(0, 0), end));
    const { version } = document;
    const links: IdLink[] = [];
    for (const mention of mentionsIn(text, account.ids)) {
      if (!mention) {
        await breath();
        // Places of another text mean nothing in this one; VS Code asks again.
        if (token.isCancellationRequested || document.version !== version) return [];
        continue;
      }
      const { start, length, named } = mention;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
      links.push(new IdLink(range, named));
      if (links.length >= mostLinks) break;
    }
    return links;
  }

  resolveDocumentLink(link: IdLink): IdLink {
    const { command, argument } = commandOf(link.named);
    link.target = vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([argument]) });
    return link;
  }
}

/** Lets others have their turn. */
function breath(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
