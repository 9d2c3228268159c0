/** The status bar item: environment, profile, balance, and whether the endpoint answers; its menu is what can be done about them. */
import * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import { commands } from '../ids.ts';
import type { LocalService } from '../local/localService.ts';
import type { MTurkError } from '../mturk/errors.ts';
import { explain } from '../mturk/explain.ts';
import { formatDollars } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { environmentLabel, isLocal, keysWords, type Profile, spendsRealMoney } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';
import { labelText } from '../ui/plain.ts';

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('mturk', vscode.StatusBarAlignment.Left, 10);
  readonly #local: LocalService;
  readonly #subscriptions: readonly { dispose(): void }[];
  #listening: { dispose(): void } | undefined;

  constructor(sessions: Sessions, local: LocalService) {
    this.#local = local;
    this.#item.name = 'MTurk profile';
    this.#item.command = commands.profileMenu;
    this.#subscriptions = [
      sessions.onDidChange(session => this.#follow(session)),
      local.onAnswering(() => this.#show(sessions.current)),
    ];
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
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #follow(session: Session): void {
    this.#listening?.dispose();
    this.#listening = session.account?.onChange(change => {
      if (change.balance || change.freshness) this.#show(session);
    });
    setContext('environment', session.profile.environment);
    setContext('localActive', isLocal(session.profile));
    this.#show(session);
  }

  /** Why the endpoint counts as dead, for the tooltip; nothing while it responds. */
  #deadReason(profile: Profile, account: Account | undefined): string | undefined {
    if (isLocal(profile) && !this.#local.answering)
      return 'Local does not respond. Rows show its last known state. The connection comes back automatically when it responds.';
    const error = unreachable(account);
    if (!account || !error) return undefined;
    const { reason, advice } = explain(error, account.client.endpoint);
    return printable(`Couldn’t reach the endpoint: ${reason}. ${advice}`);
  }

  #show({ profile, account }: Session): void {
    const dead = this.#deadReason(profile, account);
    const environment = environmentLabel(profile);
    const balance = account?.balance.available;
    const parts = [
      environment,
      ...(isLocal(profile) ? [] : [profile.name]),
      ...(balance === undefined ? [] : [formatDollars(balance)]),
      ...(account || !isLocal(profile) ? [] : ['stopped']),
      ...(dead ? ['not responding'] : []),
    ];
    const icon = dead ? 'debug-disconnect' : iconOf(profile);
    this.#item.text = `$(${icon}) ${labelText(parts.join(' '))}`;
    this.#item.backgroundColor = backgroundOf(profile, dead !== undefined);
    this.#item.tooltip = [
      `MTurk profile ${profile.name} (${environment}: ${moneyWords(profile)})`,
      ...(account ? [account.client.endpoint] : []),
      ...(isLocal(profile) ? [] : [`Keys ${keysWords(profile)}`]),
      ...(balance === undefined ? [] : [`Balance ${formatDollars(balance)}${heldText(account)}`]),
      ...(dead ? [dead] : troubleOf(account)),
      'Click for actions',
    ].join('\n');
    this.#item.accessibilityInformation = { label: `MTurk profile ${profile.name}, ${parts.join(' ')}` };
  }
}

/** Where the service holds money for what is published: “, $4.86 on hold”. */
function heldText(account: Session['account']): string {
  const held = account?.balance.onHold;
  return held === undefined ? '' : `, ${formatDollars(held)} on hold`;
}

/** Production is red, what may be real money or doesn't respond is yellow. */
function backgroundOf({ environment }: Profile, isDead: boolean): vscode.ThemeColor | undefined {
  if (environment === 'production') return new vscode.ThemeColor('statusBarItem.errorBackground');
  return isDead || spendsRealMoney(environment) ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

function iconOf({ environment }: Profile): string {
  if (environment === 'archive') return 'archive';
  return spendsRealMoney(environment) ? 'warning' : 'beaker';
}

function moneyWords({ environment }: Profile): string {
  if (environment === 'archive') return 'read-only';
  if (environment === 'other') return 'counts as real money';
  return spendsRealMoney(environment) ? 'real money' : 'no real money';
}

/** Nothing answers at the endpoint. */
function unreachable(account: Account | undefined): MTurkError | undefined {
  const freshness = [account?.listing, account?.balance.freshness].find(
    each => each?.state === 'failed' && each.error.kind === 'unreachable',
  );
  return freshness?.state === 'failed' ? freshness.error : undefined;
}

function troubleOf(account: Account | undefined): string[] {
  if (account?.balance.freshness.state !== 'failed') return [];
  const { reason, advice } = explain(account.balance.freshness.error, account.client.endpoint);
  return [printable(`Couldn’t read the balance: ${reason}. ${advice}`)];
}
