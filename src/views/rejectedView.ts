/** The Rejected view, an undo shelf: rejected assignments that can still be reversed, first those with the least time left. */
import type * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { isKnown } from '../account/freshness.ts';
import { rejectionsLeft, reversibleUntil, unreadRejections } from '../account/rejections.ts';
import type { RejectedEmptyReason } from '../contextKeys.ts';
import { commands, views } from '../ids.ts';
import type { Assignment } from '../mturk/model.ts';
import { counted } from '../mturk/plurals.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { setContext } from '../ui/contexts.ts';
import { AccountTree, type Shown } from './accountTree.ts';
import { failureNotes } from './failures.ts';
import { markdown } from './markdown.ts';
import type { Node, NoteNode } from './nodes.ts';
import { noteRow } from './noteRow.ts';
import { rejectionRow } from './rejectionRow.ts';
import { attachedTo, type Row } from './rowLabels.ts';
import { assignmentTooltip } from './tooltips.ts';

export class RejectedView extends AccountTree {
  #left: readonly Assignment[] | undefined;

  constructor(sessions: Sessions, join: () => Promise<void>) {
    super(views.rejected, sessions, join);
    this.start();
  }

  protected below(account: Account, parent: Node | undefined, limit: number): Shown {
    if (parent) return { nodes: [] };
    const left = this.#all(account);
    const notes = [...failureNotes('list HITs', account.listing, account.client.endpoint), ...unreadNotes(account)];
    const rows = left.slice(0, limit).map(({ id, hitId }): Node => ({ kind: 'assignment', hitId, assignmentId: id }));
    return { nodes: [...notes, ...rows], total: notes.length + left.length };
  }

  protected above(): undefined {
    return undefined;
  }

  protected row(account: Account, node: Node): Row | undefined {
    if (node.kind === 'note') return noteRow(node);
    const assignment = node.kind === 'assignment' ? find(account, node) : undefined;
    return (
      assignment &&
      rejectionRow(
        assignment,
        { note: account.notes.of(assignment.id), title: account.hit(assignment.hitId)?.title },
        account.now(),
      )
    );
  }

  protected concerns(): boolean {
    return true;
  }

  protected async prepare(): Promise<void> {}

  /** Time alone takes rows away, so nothing is kept over a repaint that the clock asks for either. */
  protected forget(change: Change | undefined): void {
    if (!change || change.listing || change.assignments.size > 0 || change.hits.size > 0) this.#left = undefined;
  }

  protected announce({ profile, account }: Session): void {
    const left = account ? this.#all(account) : [];
    this.view.description = account ? `${left.length.toLocaleString('en')} can be reversed` : profile.name;
    setContext('rejectedEmpty', this.#emptyReason(account, isLocal(profile)));
  }

  protected tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined {
    if (node.kind === 'note') return `${node.label}\n${node.description}`.trim();
    const assignment = node.kind === 'assignment' ? find(account, node) : undefined;
    if (!assignment) return undefined;
    const hit = account.hit(assignment.hitId);
    return markdown(assignmentTooltip(assignment, { hit, ...attachedTo(account, assignment) }, account.now()));
  }

  /** What ran out since it was worked out is left out. */
  #all(account: Account): readonly Assignment[] {
    const now = account.now();
    this.#left ??= rejectionsLeft(account.works(), now);
    if (this.#left.some(each => reversibleUntil(each) < now)) this.#left = rejectionsLeft([this.#left], now);
    return this.#left;
  }

  #emptyReason(account: Account | undefined, local: boolean): RejectedEmptyReason {
    if (!account) return local ? 'localStopped' : '';
    const isAllRead = isKnown(account.listing) && unreadRejections(account).length === 0;
    return isAllRead && this.#all(account).length === 0 ? 'nothingRejected' : '';
  }
}

function find(
  account: Account,
  { hitId, assignmentId }: { readonly hitId: string; readonly assignmentId: string },
): Assignment | undefined {
  return account.assignments(hitId).find(({ id }) => id === assignmentId);
}

/** What was rejected in HITs that nobody listed is not known. */
function unreadNotes(account: Account): NoteNode[] {
  const unread = unreadRejections(account).length;
  if (unread === 0) return [];
  return [
    {
      kind: 'note',
      id: 'unread',
      label: `${counted(unread, 'HIT')} with reviewed work not read yet`,
      description: `Select to look for rejections in ${unread === 1 ? 'it' : 'them'}.`,
      icon: 'cloud-download',
      command: { command: commands.readRejections, title: 'Read All Rejections' },
    },
  ];
}
