/** The HITs view: HITs of the active profile, grouped, sorted and filtered, with their assignments under them. */
import type * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { factsOf } from '../account/facts.ts';
import { isKnown } from '../account/freshness.ts';
import { type Group, groupHITs, groupOf, sortHITs } from '../account/search/arrangeHITs.ts';
import { matches } from '../account/search/match.ts';
import type { EmptyReason } from '../contextKeys.ts';
import { commands, rowTokens, views } from '../ids.ts';
import { explain } from '../mturk/explain.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { WorkRef } from '../refs.ts';
import { setContext } from '../ui/contexts.ts';
import { AccountTree, type Shown } from './accountTree.ts';
import type { Arrangement } from './arrangement.ts';
import { failureNotes } from './failures.ts';
import { ageText, groupRow } from './groupRows.ts';
import { markdown } from './markdown.ts';
import { keyOf, type Node, type NoteNode } from './nodes.ts';
import { noteRow } from './noteRow.ts';
import { assignmentRow, attachedTo, hitRow, type Row } from './rowLabels.ts';
import { assignmentTooltip, hitTooltip } from './tooltips.ts';

/** Up to so many HITs, groups show what is in them from the start. */
const fewHITs = 200;

interface Arranged {
  readonly groups: readonly Group[];
  readonly byKey: ReadonlyMap<string, Group>;
  readonly matching: number;
}

export class HITsView extends AccountTree {
  readonly #arrangement: Arrangement;
  #arranged: Arranged | undefined;

  constructor(sessions: Sessions, join: () => Promise<void>, arrangement: Arrangement) {
    super(views.hits, sessions, join);
    this.#arrangement = arrangement;
    this.own(
      arrangement.onDidChange(view => {
        if (view !== 'hits') return;
        this.#arranged = undefined;
        this.repaintNow();
      }),
    );
    this.start();
  }

  /** Selects a HIT or an assignment, whatever hides it. Returns whether it is there. */
  async show(target: WorkRef, options: { focus: boolean }): Promise<boolean> {
    const { account } = this.sessions.current;
    const hit = account?.hit(target.hitId);
    if (!account || !hit) return false;
    if (!matches(this.#arrangement.query, this.#candidate(account, hit))) await this.#arrangement.filterBy('');
    const group = groupOf(hit, this.#arrangement.grouping, factsOf(account));
    const siblings = this.#arrange(account).groups.find(({ key }) => key === group.key)?.hits ?? [];
    this.allow(this.above(account, { kind: 'hit', hitId: hit.id }), siblings.indexOf(hit) + 1);
    if (target.kind === 'assignment') {
      await account.open(target.hitId);
      const all = this.#assignmentNodes(account, target.hitId);
      this.allow({ kind: 'hit', hitId: hit.id }, all.findIndex(each => keyOf(each) === keyOf(target)) + 1);
    }
    await this.reveal(target, options);
    return true;
  }

  /** The HITs that a group shows. */
  membersOf(key: string): WorkRef[] {
    const { account } = this.sessions.current;
    const group = account && this.#arrange(account).groups.find(each => each.key === key);
    return (group?.hits ?? []).map(({ id }) => ({ kind: 'hit', hitId: id }));
  }

  /** All HITs that the filter leaves, in the view's order. */
  shown(): string[] {
    const { account } = this.sessions.current;
    return account ? this.#arrange(account).groups.flatMap(({ hits }) => hits.map(({ id }) => id)) : [];
  }

  protected below(account: Account, parent: Node | undefined, limit: number): Shown {
    if (parent?.kind === 'hit') {
      const all = this.#assignmentNodes(account, parent.hitId);
      return {
        nodes: [...this.#assignmentNotes(account, parent.hitId, all.length), ...all.slice(0, limit)],
        total: all.length,
      };
    }
    const { groups } = this.#arrange(account);
    const grouped = this.#arrangement.grouping !== 'none';
    if (parent || !grouped) {
      const { hits = [] } =
        (parent ? groups.find(({ key }) => parent.kind === 'group' && key === parent.key) : groups[0]) ?? {};
      const rows = hits.slice(0, limit).map((hit): Node => ({ kind: 'hit', hitId: hit.id }));
      return parent ? { nodes: rows, total: hits.length } : this.#withNotes(account, rows, hits.length);
    }
    return this.#withNotes(
      account,
      groups.slice(0, limit).map(({ key, alone, hits: [first] }): Node => {
        return alone && first ? { kind: 'hit', hitId: first.id } : { kind: 'group', of: 'hits', key };
      }),
      groups.length,
    );
  }

  protected above(account: Account, node: Node): Node | undefined {
    switch (node.kind) {
      case 'assignment':
        return { kind: 'hit', hitId: node.hitId };
      case 'note':
        return node.under ? this.node({ kind: 'hit', hitId: node.under.replace(/^hit\//, '') }) : undefined;
      case 'hit': {
        const group = this.#groupOf(account, node.hitId);
        return group && !group.alone ? { kind: 'group', of: 'hits', key: group.key } : undefined;
      }
      default:
        return undefined;
    }
  }

  protected row(account: Account, node: Node): Row | undefined {
    const now = account.now();
    switch (node.kind) {
      case 'note':
        return noteRow(node);
      case 'hit': {
        const hit = account.hit(node.hitId);
        if (!hit) return undefined;
        const group = this.#groupOf(account, hit.id);
        const titled = group !== undefined && !group.alone && group.title !== undefined;
        return hitRow(hit, account.counts(hit), now, { member: account.names.of(hit.id).member, titled });
      }
      case 'assignment': {
        const assignment = account.assignments(node.hitId).find(({ id }) => id === node.assignmentId);
        return assignment && assignmentRow(assignment, attachedTo(account, assignment), now);
      }
      case 'group': {
        const { byKey, matching } = this.#arrange(account);
        const group = byKey.get(node.key);
        if (!group) return undefined;
        const row = groupRow(group, hit => account.counts(hit), matching <= fewHITs);
        return this.#arrangement.grouping === 'type'
          ? { ...row, contextValue: `${row.contextValue}+${rowTokens.hitType}` }
          : row;
      }
      default:
        return undefined;
    }
  }

  protected concerns(parent: Node, hitId: string): boolean {
    return parent.kind === 'hit' ? parent.hitId === hitId : true;
  }

  protected async prepare(account: Account, parent: Node): Promise<void> {
    if (parent.kind === 'hit') await account.open(parent.hitId);
  }

  protected forget(change: Change | undefined): void {
    if (!change || change.listing || change.hits.size > 0 || change.assignments.size > 0) this.#arranged = undefined;
  }

  protected announce({ profile, account }: Session): void {
    const { filter } = this.#arrangement;
    this.say(
      [profile.name, ...(account ? ageText(account.listing, account.now()) : [])].join(' · '),
      account && this.#message(account, filter),
    );
    setContext('hitsEmpty', this.#emptyReason({ profile, account } as Session));
    setContext('hitsKnown', account !== undefined && account.size > 0);
    setContext('hitsFiltered', filter !== '');
  }

  protected tooltip(account: Account, node: Node): vscode.MarkdownString | string | undefined {
    if (node.kind === 'note') return `${node.label}\n${node.description}`.trim();
    const hit = node.kind === 'hit' || node.kind === 'assignment' ? account.hit(node.hitId) : undefined;
    if (node.kind === 'hit') return hit && markdown(hitTooltip(hit, account.counts(hit), account.now()));
    if (node.kind !== 'assignment') return undefined;
    const assignment = account.assignments(node.hitId).find(({ id }) => id === node.assignmentId);
    return (
      assignment && markdown(assignmentTooltip(assignment, { hit, ...attachedTo(account, assignment) }, account.now()))
    );
  }

  #message(account: Account, filter: string): string | undefined {
    const { listing, size } = account;
    if (size === 0) return listing.state === 'loading' ? 'Loading HITs…' : undefined;
    const all = size.toLocaleString('en');
    if (filter !== '')
      return `Filter ${filter} · ${this.#arrange(account).matching.toLocaleString('en')} of ${all} HITs`;
    return listing.state === 'loading' && listing.updated === undefined ? `${all} HITs so far…` : undefined;
  }

  #arrange(account: Account): Arranged {
    if (this.#arranged) return this.#arranged;
    const { query, sorting, grouping } = this.#arrangement;
    const facts = factsOf(account);
    const found =
      query.length === 0 ? account.hits() : account.hits().filter(hit => matches(query, this.#candidate(account, hit)));
    const groups = groupHITs(sortHITs(found, sorting, facts, account.now()), grouping, facts);
    const byKey = new Map(groups.map(group => [group.key, group]));
    this.#arranged = { groups, byKey, matching: found.length };
    return this.#arranged;
  }

  /** The group of a HIT, unless all HITs are in one list. */
  #groupOf(account: Account, hitId: string): Group | undefined {
    const { grouping } = this.#arrangement;
    const hit = account.hit(hitId);
    if (!hit || grouping === 'none') return undefined;
    const { key } = groupOf(hit, grouping, factsOf(account));
    return this.#arrange(account).byKey.get(key);
  }

  #candidate(account: Account, hit: Parameters<Account['counts']>[0]) {
    return {
      hit,
      counts: account.counts(hit),
      assignments: account.assignments(hit.id),
      notes: account.notes.ofHIT(hit.id),
      now: account.now(),
    };
  }

  #withNotes(account: Account, rows: Node[], total: number): Shown {
    const notes = failureNotes('list HITs', account.listing, account.client.endpoint);
    return { nodes: [...notes, ...rows], total: total + notes.length };
  }

  #assignmentNodes(account: Account, hitId: string): WorkRef[] {
    return [...account.assignments(hitId)]
      .sort((a, b) => b.submitted - a.submitted || (a.id < b.id ? -1 : 1))
      .map(({ id }): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id }));
  }

  #assignmentNotes(account: Account, hitId: string, rows: number): NoteNode[] {
    const freshness = account.assignmentsFreshness(hitId);
    const under = keyOf({ kind: 'hit', hitId });
    if (freshness.state === 'failed')
      return [
        {
          kind: 'note',
          id: 'assignments-failed',
          label: `Couldn’t list assignments: ${explain(freshness.error, account.client.endpoint).reason}`,
          description: 'Select to try again.',
          icon: 'error',
          command: { command: commands.refreshHIT, title: 'Refresh HIT', arguments: [{ kind: 'hit', hitId }] },
          under,
        },
      ];
    if (rows > 0 || freshness.state !== 'fresh') return [];
    return [
      {
        kind: 'note',
        id: 'no-assignments',
        label: 'No work has been submitted yet',
        description: '',
        icon: 'info',
        under,
      },
    ];
  }

  #emptyReason({ profile, account }: Session): EmptyReason {
    if (!account) return isLocal(profile) ? 'localStopped' : '';
    if (isKnown(account.listing) && account.size === 0) return isLocal(profile) ? 'noHITsInLocal' : 'noHITs';
    return account.size > 0 && this.#arrange(account).matching === 0 ? 'filtered' : '';
  }
}
