/** Colours and badges of rows, and of the documents of their things, by state: VS Code repaints one by one, without the tree. */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { refOf } from '../documents/address.ts';
import { documentScheme } from '../ids.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { Target } from '../targets.ts';
import { assignmentMark, hitMark, type Mark } from './marks.ts';

export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #subscriptions: vscode.Disposable[];
  /** What was told of each row, by the path of its address. */
  readonly #told = new Map<string, { readonly target: Target; readonly mark: Mark | undefined }>();
  #listening: { dispose(): void } | undefined;
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#subscriptions = [
      this.#changed,
      vscode.window.registerFileDecorationProvider(this),
      sessions.onDidChange(session => this.#follow(session)),
    ];
    this.#follow(sessions.current);
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    const { account, profile } = this.#sessions.current;
    const target = scheme === documentScheme ? targetOf(path, profile.id) : undefined;
    if (!account || !target) return undefined;
    const mark = markOf(account, target);
    this.#told.set(path, { target, mark });
    return mark && new vscode.FileDecoration(mark.badge, mark.tooltip, new vscode.ThemeColor(mark.color));
  }

  dispose(): void {
    this.#listening?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ account }: Session): void {
    this.#listening?.dispose();
    this.#told.clear();
    this.#listening = account?.onChange(change => this.#onChange(account, change));
  }

  #onChange(account: Account, { hits, assignments }: Change): void {
    if (hits.size === 0 && assignments.size === 0) return;
    const changed = [...this.#told].filter(
      ([, { target, mark }]) =>
        (hits.has(target.hitId) || assignments.has(target.hitId)) && markOf(account, target)?.badge !== mark?.badge,
    );
    for (const [path] of changed) this.#told.delete(path);
    if (changed.length > 0)
      this.#changed.fire(changed.map(([path]) => vscode.Uri.from({ scheme: documentScheme, path })));
  }
}

function markOf(account: Account, target: Target): Mark | undefined {
  const hit = account.hit(target.hitId);
  if (target.kind === 'hit') return hit && hitMark(hit, account.counts(hit));
  const assignment = account.assignments(target.hitId).find(({ id }) => id === target.assignmentId);
  return assignment && assignmentMark(assignment, account.now());
}

/** The HIT or assignment whose document has that path. */
function targetOf(path: string, profileId: string): Target | undefined {
  const ref = refOf(path);
  if (ref?.profileId !== profileId) return undefined;
  if (ref.kind === 'hit') return { kind: 'hit', hitId: ref.hitId };
  return ref.kind === 'assignment'
    ? { kind: 'assignment', hitId: ref.hitId, assignmentId: ref.assignmentId }
    : undefined;
}
