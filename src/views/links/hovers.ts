/** What an id in an open file says when the mouse rests on it. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { mentionAt } from '../../account/search/mentions.ts';
import { markdown } from '../markdown.ts';
import { pageOf } from './linkLabels.ts';

export class IdHovers implements vscode.HoverProvider {
  readonly #account: () => Account | undefined;

  constructor(account: () => Account | undefined) {
    this.#account = account;
  }

  provideHover(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.Hover | undefined {
    const account = this.#account();
    const mention = account && mentionAt(document.lineAt(line).text, character, account.ids);
    const page = mention && pageOf(account, mention.named);
    if (!page) return undefined;
    const range = new vscode.Range(line, mention.start, line, mention.start + mention.length);
    return new vscode.Hover(markdown(page), range);
  }
}
