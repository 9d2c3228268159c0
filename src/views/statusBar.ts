/** The status bar item: environment, profile and balance. */
import * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import { commands } from '../ids.ts';
import { formatDollars } from '../mturk/money.ts';
import { environmentLabel, spendsRealMoney } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('mturk', vscode.StatusBarAlignment.Left, 10);
  readonly #subscription: vscode.Disposable;
  #listening: { dispose(): void } | undefined;

  constructor(sessions: Sessions) {
    this.#item.name = 'MTurk profile';
    this.#item.command = commands.switchProfile;
    this.#subscription = sessions.onDidChange(session => this.#follow(session));
    this.#follow(sessions.current);
    this.#item.show();
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #follow(session: Session): void {
    this.#listening?.dispose();
    this.#listening = session.account?.onChange(change => {
      if (change.balance) this.#show(session, session.account);
    });
    setContext('environment', session.profile.environment);
    this.#show(session, session.account);
  }

  #show({ profile }: Session, account: Account | undefined): void {
    const environment = environmentLabel(profile);
    const balance = account?.balance.available;
    const parts = [
      environment,
      ...(profile.environment === 'local' ? [] : [profile.name]),
      ...(balance === undefined ? [] : [formatDollars(balance)]),
      ...(account || profile.environment !== 'local' ? [] : ['stopped']),
    ];
    const real = spendsRealMoney(profile.environment);
    this.#item.text = `$(${real ? 'warning' : 'beaker'}) ${parts.join(' ')}`;
    this.#item.backgroundColor = real ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.tooltip = [
      `MTurk profile ${profile.name} (${environment})`,
      ...(account ? [account.client.endpoint] : []),
      ...(balance === undefined ? [] : [`Balance ${formatDollars(balance)}`]),
      'Select to switch',
    ].join('\n');
  }
}
