/**
 * The Qualifications view: own types with who has them, who asks for them and which HITs require them; the system's types, and
 * those that were searched for. What its rows say is loaded when it shows.
 */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import type { Qualifications } from '../account/qualifications.ts';
import { views } from '../ids.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';
import { AccountTree, type Shown } from './accountTree.ts';
import type { Node } from './nodes.ts';
import type { Row } from './rowLabels.ts';

interface Loaded {
  readonly account: Account;
  readonly qualifications: Qualifications;
  readonly rows: typeof import('./qualifications/qualificationRows.ts');
}

export class QualificationsView extends AccountTree {
  #loaded: Loaded | undefined;

  constructor(sessions: Sessions, join: () => Promise<void>) {
    super(views.qualifications, sessions, join);
    this.start();
  }

  override async getChildren(parent?: Node): Promise<Node[]> {
    const { account } = this.sessions.current;
    if (account && this.#loaded?.account !== account) {
      const [rows, qualifications] = await Promise.all([
        import('./qualifications/qualificationRows.ts'),
        account.people.qualifications(),
      ]);
      this.#loaded = { account, qualifications, rows };
    }
    return super.getChildren(parent);
  }

  protected below(account: Account, parent: Node | undefined, limit: number): Shown {
    const at = this.#of(account);
    return at ? at.rows.below(account, at.qualifications, parent, limit) : { nodes: [] };
  }

  protected above(account: Account, node: Node): Node | undefined {
    const at = this.#of(account);
    return at?.rows.above(at.qualifications, node);
  }

  protected row(account: Account, node: Node): Row | undefined {
    const at = this.#of(account);
    return at?.rows.row(account, at.qualifications, node);
  }

  protected tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined {
    const at = this.#of(account);
    return at?.rows.tooltip(account, at.qualifications, node);
  }

  protected concerns(): boolean {
    return false;
  }

  protected async prepare(account: Account, parent: Node): Promise<void> {
    const at = this.#of(account);
    if (parent.kind === 'qualificationType' && at?.qualifications.details(parent.typeId).freshness.state === 'never')
      await at.qualifications.read(parent.typeId);
  }

  protected announce({ profile, account }: Session): void {
    const requests = account?.workers.requests.length ?? 0;
    const badge = requests > 0 ? { value: requests, tooltip: `${requests} pending qualification requests` } : undefined;
    if (this.view.badge?.value !== badge?.value) this.view.badge = badge;
    const read = account && account.workers.freshness.state !== 'never';
    this.say(read ? `${account.workers.types.size} of your own` : profile.name, undefined);
    setContext('qualificationsEmpty', !account && isLocal(profile) ? 'localStopped' : '');
  }

  protected forget(): void {}

  #of(account: Account): Loaded | undefined {
    return this.#loaded?.account === account ? this.#loaded : undefined;
  }
}
