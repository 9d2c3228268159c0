/** Colours and badges of rows, and of the documents of their things, by state: VS Code repaints one by one, without the tree. */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { addressOf } from '../documents/address.ts';
import { documentScheme } from '../ids.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { WorkRef } from '../refs.ts';
import { assignmentMark, hitMark, type Mark } from './rowBadges.ts';

const lookInterval = 60_000;

export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly #subscriptions: vscode.Disposable[];
  /** What VS Code was given for each row, and goes on showing until it is called to ask again, by the path of its address. */
  readonly #given = new Map<string, { readonly target: WorkRef; readonly mark: Mark | undefined }>();
  #listening: { dispose(): void } | undefined;
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#subscriptions = [
      this.#changed,
      vscode.window.registerFileDecorationProvider(this),
      sessions.onDidChange(session => this.#follow(session)),
    ];
    // Marks depend on the time as well.
    const tick = setInterval(() => this.#update(() => true), lookInterval);
    tick.unref();
    this.#subscriptions.push({ dispose: () => clearInterval(tick) });
    this.#follow(sessions.current);
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    const { account, profile } = this.#sessions.current;
    const target = scheme === documentScheme ? targetOf(path, profile.id) : undefined;
    if (!account || !target) return undefined;
    const mark = markOf(account, target);
    this.#given.set(path, { target, mark });
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip, new vscode.ThemeColor(mark.color));
  }

  dispose(): void {
    this.#listening?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ account }: Session): void {
    this.#listening?.dispose();
    this.#listening = account?.onChange(change => this.#onChange(change));
    this.#given.clear();
    // VS Code keeps what it was given by address, and the addresses of another session's rows are often the same.
    this.#changed.fire(undefined);
  }

  #onChange({ hits, assignments }: Change): void {
    if (hits.size > 0 || assignments.size > 0) this.#update(hitId => hits.has(hitId) || assignments.has(hitId));
  }

  /** Has VS Code ask again for what looks different now. */
  #update(concerns: (hitId: string) => boolean): void {
    const { account } = this.#sessions.current;
    if (!account) return;
    const changed = [...this.#given].filter(
      ([, { target, mark }]) => concerns(target.hitId) && !sameMark(markOf(account, target), mark),
    );
    for (const [path] of changed) this.#given.delete(path);
    if (changed.length > 0)
      this.#changed.fire(changed.map(([path]) => vscode.Uri.from({ scheme: documentScheme, path })));
  }
}

function sameMark(a: Mark | undefined, b: Mark | undefined): boolean {
  return a?.badge === b?.badge && a?.tooltip === b?.tooltip && a?.color === b?.color;
}

function markOf(account: Account, target: WorkRef): Mark | undefined {
  const hit = account.hit(target.hitId);
  if (target.kind === 'hit') return hit && hitMark(hit, account.counts(hit));
  const assignment = account.assignments(target.hitId).find(({ id }) => id === target.assignmentId);
  return assignment && assignmentMark(assignment, account.now());
}

/** The HIT or assignment whose row has that path. */
function targetOf(path: string, profileId: string): WorkRef | undefined {
  const address = addressOf(path);
  return address?.profileId === profileId && address.form === 'json' ? address.target : undefined;
}
