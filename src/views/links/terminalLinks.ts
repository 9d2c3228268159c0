/** Links on ids of the account in the output of terminals. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { mentionsIn } from '../../account/search/mentions.ts';
import type { AccountRef } from '../../refs.ts';
import { commandOf, lineOf } from './linkLabels.ts';

export interface IdTerminalLink extends vscode.TerminalLink {
  readonly named: AccountRef;
}

export class TerminalLinks implements vscode.TerminalLinkProvider<IdTerminalLink> {
  readonly #account: () => Account | undefined;

  constructor(account: () => Account | undefined) {
    this.#account = account;
  }

  provideTerminalLinks({ line }: Pick<vscode.TerminalLinkContext, 'line'>): IdTerminalLink[] {
    const account = this.#account();
    if (!account) return [];
    const links: IdTerminalLink[] = [];
    for (const mention of mentionsIn(line, account.ids)) {
      if (!mention) continue;
      const { start, length, named } = mention;
      links.push({ startIndex: start, length, tooltip: lineOf(account, named), named });
    }
    return links;
  }

  async handleTerminalLink({ named }: IdTerminalLink): Promise<void> {
    const { command, argument } = commandOf(named);
    await vscode.commands.executeCommand(command, argument);
  }
}
