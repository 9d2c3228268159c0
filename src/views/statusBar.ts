/** The status bar item: environment, profile and balance; its menu is what can be done about them. */
import * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import { commands } from '../ids.ts';
import { explain } from '../mturk/errors.ts';
import { formatDollars } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { environmentLabel, isLocal, keysWords, type Profile, spendsRealMoney } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';
import { labelText } from '../ui/plain.ts';

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('mturk', vscode.StatusBarAlignment.Left, 10);
  readonly #subscription: vscode.Disposable;
  #listening: { dispose(): void } | undefined;

  constructor(sessions: Sessions) {
    this.#item.name = 'MTurk profile';
    this.#item.command = commands.profileMenu;
    this.#subscription = sessions.onDidChange(session => this.#follow(session));
    this.#follow(sessions.current);
    this.#item.show();
  }

  /** What it shows now. */
  get shown(): { readonly text: string; readonly tooltip: string; readonly background: string | undefined } {
    const { text, tooltip, backgroundColor } = this.#item;
    return {
      text,
      tooltip: typeof tooltip === 'string' ? tooltip : '',
      background: (backgroundColor as { id?: string } | undefined)?.id,
    };
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
    setContext('localActive', isLocal(session.profile));
    this.#show(session, session.account);
  }

  #show({ profile }: Session, account: Account | undefined): void {
    const environment = environmentLabel(profile);
    const balance = account?.balance.available;
    const parts = [
      environment,
      ...(isLocal(profile) ? [] : [profile.name]),
      ...(balance === undefined ? [] : [formatDollars(balance)]),
      ...(account || !isLocal(profile) ? [] : ['stopped']),
    ];
    this.#item.text = `$(${spendsRealMoney(profile.environment) ? 'warning' : 'beaker'}) ${labelText(parts.join(' '))}`;
    this.#item.backgroundColor = backgroundOf(profile);
    this.#item.tooltip = [
      `MTurk profile ${profile.name} (${environment}: ${moneyWords(profile)})`,
      ...(account ? [account.client.endpoint] : []),
      ...(isLocal(profile) ? [] : [`Keys ${keysWords(profile)}`]),
      ...(balance === undefined ? [] : [`Balance ${formatDollars(balance)}`]),
      ...troubleOf(account),
      'Select for what can be done',
    ].join('\n');
    this.#item.accessibilityInformation = { label: `MTurk profile ${profile.name}, ${parts.join(' ')}` };
  }
}

/** Production is red, what may be real money is yellow. */
function backgroundOf({ environment }: Profile): vscode.ThemeColor | undefined {
  if (environment === 'production') return new vscode.ThemeColor('statusBarItem.errorBackground');
  return spendsRealMoney(environment) ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function moneyWords({ environment }: Profile): string {
  if (environment === 'other') return 'counts as real money';
  return spendsRealMoney(environment) ? 'real money' : 'no real money';
}

function troubleOf(account: Account | undefined): string[] {
  if (account?.balance.freshness.state !== 'failed') return [];
  const { reason, advice } = explain(account.balance.freshness.error, account.client.endpoint);
  return [printable(`Couldn’t read the balance: ${reason}. ${advice}`)];
}
