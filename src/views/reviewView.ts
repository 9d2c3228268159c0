/** The Pending Review view: every submitted assignment of the account, first those that auto-approve first. */

import type * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { deadlineSpans, spanOf, unreviewedByDeadline } from '../account/deadlines.ts';
import { isKnown } from '../account/freshness.ts';
import type { ReviewEmptyReason } from '../contextKeys.ts';
import { rowTokens, views } from '../ids.ts';
import type { Assignment } from '../mturk/model.ts';
import { counted } from '../mturk/plurals.ts';
import { relativeText } from '../mturk/times.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { WorkRef } from '../refs.ts';
import { setContext } from '../ui/contexts.ts';
import { AccountTree, type Shown } from './accountTree.ts';
import { answerPreview } from './answerPreview.ts';
import type { Arrangement } from './arrangement.ts';
import { failureNotes } from './failures.ts';
import { ageText } from './groupRows.ts';
import { markdown } from './markdown.ts';
import type { Node } from './nodes.ts';
import { noteRow } from './noteRow.ts';
import { noteSigns } from './noteSigns.ts';
import { assignmentRow, attachedTo, hitRow, type Row } from './rowLabels.ts';
import { spokenAssignment, spokenQueue } from './spoken.ts';
import { assignmentTooltip, hitTooltip } from './tooltips.ts';

/** Up to so many assignments, HITs show theirs from the start. */
const fewAssignments = 100;

export class ReviewView extends AccountTree {
  readonly #arrangement: Arrangement;
  #unreviewed: readonly Assignment[] | undefined;
  #byHIT: ReadonlyMap<string, readonly Assignment[]> | undefined;

  constructor(sessions: Sessions, join: () => Promise<void>, arrangement: Arrangement) {
    super(views.review, sessions, join);
    this.#arrangement = arrangement;
    this.own(arrangement.onDidChange(view => view === 'review' && this.repaintNow()));
    this.start();
  }

  /** The assignments that a group shows. */
  membersOf(key: string): WorkRef[] {
    const { account } = this.sessions.current;
    return account
      ? this.#all(account)
          .filter(each => spanOf(each, account.now()).key === key)
          .map(nodeOf)
      : [];
  }

  protected below(account: Account, parent: Node | undefined, limit: number): Shown {
    const unreviewed = this.#all(account);
    if (parent) {
      const below =
        parent.kind === 'hit'
          ? (this.#hits(account).get(parent.hitId) ?? [])
          : unreviewed.filter(each => parent.kind === 'group' && spanOf(each, account.now()).key === parent.key);
      return { nodes: below.slice(0, limit).map(nodeOf), total: below.length };
    }
    const endpoint = account.client.endpoint;
    const notes = [
      ...failureNotes('list HITs', account.listing, endpoint),
      ...(account.listing.state === 'failed'
        ? []
        : failureNotes('list submitted assignments', account.review, endpoint)),
    ];
    const groups = this.#groups(account);
    return { nodes: [...notes, ...groups.slice(0, limit)], total: notes.length + groups.length };
  }

  protected above(account: Account, node: Node): Node | undefined {
    if (node.kind !== 'assignment') return undefined;
    if (this.#arrangement.reviewGrouping === 'hit') return { kind: 'hit', hitId: node.hitId };
    const assignment = this.#find(account, node);
    return assignment && { kind: 'group', of: 'work', key: spanOf(assignment, account.now()).key };
  }

  protected row(account: Account, node: Node): Row | undefined {
    const now = account.now();
    switch (node.kind) {
      case 'note':
        return noteRow(node);
      case 'hit': {
        const hit = account.hit(node.hitId);
        const unreviewed = this.#hits(account).get(node.hitId) ?? [];
        const [first] = unreviewed;
        if (!hit || !first) return undefined;
        const { member } = account.names.of(hit.id);
        const row = hitRow(hit, account.counts(hit), now, { member });
        const description = `${unreviewed.length} · first ${relativeText(first.autoApproves, now)}`;
        return {
          ...row,
          description,
          accessible: spokenQueue(hit, unreviewed.length, first.autoApproves, now, member),
          unfolded: this.#all(account).length <= fewAssignments,
        };
      }
      case 'group': {
        const { label = '' } = deadlineSpans.find(({ key }) => key === node.key) ?? {};
        const count = this.#all(account).filter(each => spanOf(each, now).key === node.key).length;
        const description = counted(count, 'assignment');
        return {
          label,
          description,
          icon: 'clock',
          ...(node.key === 'over' || node.key === 'hour' ? { color: 'charts.red' } : {}),
          contextValue: `${rowTokens.group}+${rowTokens.ofWork}`,
          accessible: `${label}, group, ${description}`,
          unfolded: true,
        };
      }
      case 'assignment': {
        const assignment = this.#find(account, node);
        if (!assignment) return undefined;
        const attached = attachedTo(account, assignment);
        const row = assignmentRow(assignment, attached, now);
        const title = account.hit(node.hitId)?.title;
        const preview = answerPreview(attached.answer);
        const description = [
          ...noteSigns(attached.note),
          relativeText(assignment.autoApproves, now),
          ...(preview ? [preview] : []),
          `submitted ${relativeText(assignment.submitted, now)}`,
          ...(this.#arrangement.reviewGrouping === 'deadline' && title ? [title] : []),
        ].join(' · ');
        const belowHIT = this.#arrangement.reviewGrouping === 'hit';
        const accessible = spokenAssignment(assignment, attached, now, belowHIT ? undefined : title);
        return { ...row, description, accessible };
      }
      default:
        return undefined;
    }
  }

  protected concerns(parent: Node, hitId: string): boolean {
    return parent.kind === 'hit' ? parent.hitId === hitId : true;
  }

  /** The account has all assignments pending review; answers come with the HIT. */
  protected async prepare(account: Account, parent: Node): Promise<void> {
    if (parent.kind === 'hit') await account.open(parent.hitId);
  }

  protected forget(change: Change | undefined): void {
    if (change && !change.listing && change.assignments.size === 0) return;
    this.#unreviewed = undefined;
    this.#byHIT = undefined;
  }

  protected announce({ profile, account }: Session): void {
    const unreviewed = account ? unreviewedCount(account) : 0;
    this.view.badge =
      unreviewed === 0
        ? undefined
        : {
            value: unreviewed,
            tooltip: `${counted(unreviewed, 'assignment')} pending review`,
          };
    this.say(
      [profile.name, ...(account ? ageText(account.listing, account.now()) : [])].join(' · '),
      account?.review.state === 'loading' && account.review.updated === undefined
        ? `Reading assignments pending review: ${this.#all(account).length.toLocaleString('en')} so far…`
        : undefined,
    );
    setContext('reviewEmpty', this.#emptyReason(account, isLocal(profile)));
  }

  protected tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined {
    if (node.kind === 'note') return `${node.label}\n${node.description}`.trim();
    if (node.kind !== 'hit' && node.kind !== 'assignment') return undefined;
    const hit = account.hit(node.hitId);
    if (node.kind === 'hit') return hit && markdown(hitTooltip(hit, account.counts(hit), account.now()));
    const assignment = this.#find(account, node);
    return (
      assignment && markdown(assignmentTooltip(assignment, { hit, ...attachedTo(account, assignment) }, account.now()))
    );
  }

  #all(account: Account): readonly Assignment[] {
    this.#unreviewed ??= unreviewedByDeadline(account.works());
    return this.#unreviewed;
  }

  /** By HIT, in the order of the first deadline of each. */
  #hits(account: Account): ReadonlyMap<string, readonly Assignment[]> {
    this.#byHIT ??= Map.groupBy(this.#all(account), ({ hitId }) => hitId);
    return this.#byHIT;
  }

  #groups(account: Account): Node[] {
    if (this.#arrangement.reviewGrouping === 'hit')
      return [...this.#hits(account).keys()].map(hitId => ({ kind: 'hit', hitId }));
    const keys = new Set(this.#all(account).map(each => spanOf(each, account.now()).key));
    return [...keys].map(key => ({ kind: 'group', of: 'work', key }));
  }

  #find(account: Account, { hitId, assignmentId }: Extract<WorkRef, { kind: 'assignment' }>): Assignment | undefined {
    return account.assignments(hitId).find(({ id }) => id === assignmentId);
  }

  #emptyReason(account: Account | undefined, local: boolean): ReviewEmptyReason {
    if (!account) return local ? 'localStopped' : '';
    return isKnown(account.review) && this.#all(account).length === 0 ? 'nothingWaits' : '';
  }
}

function nodeOf({ id, hitId }: Assignment): WorkRef {
  return { kind: 'assignment', hitId, assignmentId: id };
}

/** As many as the counts of the HITs say: they are known before each assignment is. */
function unreviewedCount(account: Account): number {
  let count = 0;
  for (const hit of account.hits()) count += account.counts(hit).submitted;
  return count;
}
