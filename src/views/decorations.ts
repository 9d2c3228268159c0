/** Colours and badges of rows by state, which VS Code repaints one by one, without the tree. */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { assignmentMark, hitMark, type Mark } from './marks.ts';
import { rowScheme, rowUri } from './treeItems.ts';

export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #sessions: Sessions;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #subscriptions: vscode.Disposable[];
  /** What was told of each row, by the path of its address. */
  readonly #told = new Map<string, Mark | undefined>();
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
    const { account } = this.#sessions.current;
    if (scheme !== rowScheme || !account) return undefined;
    const mark = markOf(account, path);
    this.#told.set(path, mark);
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
    const changed = [...this.#told].filter(([path, mark]) => {
      const { hitId } = idsIn(path);
      return (hits.has(hitId) || assignments.has(hitId)) && markOf(account, path)?.badge !== mark?.badge;
    });
    for (const [path] of changed) this.#told.delete(path);
    if (changed.length > 0) this.#changed.fire(changed.map(([path]) => rowUri(path.slice(1))));
  }
}

function markOf(account: Account, path: string): Mark | undefined {
  const { hitId, assignmentId } = idsIn(path);
  const hit = account.hit(hitId);
  if (!assignmentId) return hit && hitMark(hit, account.counts(hit));
  const assignment = account.assignments(hitId).find(({ id }) => id === assignmentId);
  return assignment && assignmentMark(assignment, account.now());
}

/** From `/hit/ID` or `/hit/ID/assignment/ID`. */
function idsIn(path: string): { hitId: string; assignmentId?: string } {
  const [, , hitId = '', , assignmentId] = path.split('/');
  return { hitId, ...(assignmentId ? { assignmentId } : {}) };
}
