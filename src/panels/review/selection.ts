/** From what a grid is about to the HITs that this means in an account. */
import type { Account } from '../../account/account.ts';
import { factsOf } from '../../account/facts.ts';
import { groupings, groupOf } from '../../account/search/arrangeHITs.ts';
import { matches } from '../../account/search/match.ts';
import { parseQuery } from '../../account/search/searchQuery.ts';
import type { HIT } from '../../mturk/model.ts';
import { tabTitle } from '../tabTitle.ts';
import type { ReviewSelection } from './contract.ts';

export type SelectionAccount = Pick<Account, 'hit' | 'hits' | 'counts' | 'assignments' | 'names' | 'now'> & {
  readonly notes: Pick<Account['notes'], 'ofHIT'>;
};

/**
 * The HITs of a selection whose assignments it shows, oldest first. HITs without assignments are left out
 * unless `emptyToo`.
 */
export function hitsOf(account: SelectionAccount, selection: ReviewSelection, emptyToo = false): HIT[] {
  return selected(account, selection)
    .filter(hit => emptyToo || mayHaveWork(account, hit))
    .sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
}

function selected(account: SelectionAccount, selection: ReviewSelection): HIT[] {
  switch (selection.kind) {
    case 'hits':
      return selection.hitIds.flatMap(id => account.hit(id) ?? []);
    case 'unreviewed':
      return account
        .hits()
        .filter(hit => account.assignments(hit.id).some(({ status }) => status === 'Submitted') || waits(account, hit));
    case 'search': {
      const parsed = parseQuery(selection.line);
      if (!parsed.ok) return [];
      const now = account.now();
      return account.hits().filter(hit =>
        matches(parsed.query, {
          hit,
          counts: account.counts(hit),
          assignments: account.assignments(hit.id),
          notes: account.notes.ofHIT(hit.id),
          now,
        }),
      );
    }
    case 'group': {
      const grouping = groupings.find(each => each === selection.grouping);
      if (!grouping) return [];
      const facts = factsOf(account);
      return account.hits().filter(hit => groupOf(hit, grouping, facts).key === selection.key);
    }
  }
}

function waits(account: SelectionAccount, hit: HIT): boolean {
  return account.counts(hit).submitted > 0;
}

/** After expiry, places that nobody took look like work pending review, until they were listed. */
function mayHaveWork(account: SelectionAccount, hit: HIT): boolean {
  const { submitted, reviewed, unclear } = account.counts(hit);
  return submitted + reviewed + unclear > 0 || account.assignments(hit.id).length > 0;
}

/** What a grid is called: short enough for a tab, without characters that would steer the text around it. */
export function titleOf(account: SelectionAccount | undefined, selection: ReviewSelection): string {
  return `Review: ${tabTitle(subjectOf(account, selection))}`;
}

/** What a selection is called. */
export function subjectOf(account: SelectionAccount | undefined, selection: ReviewSelection): string {
  switch (selection.kind) {
    case 'unreviewed':
      return 'All Pending';
    case 'hits': {
      const [only = ''] = selection.hitIds;
      return selection.hitIds.length === 1 ? (account?.hit(only)?.title ?? only) : `${selection.hitIds.length} HITs`;
    }
    case 'search':
      return selection.line === '' ? 'All HITs' : selection.line;
    case 'group':
      return selection.label;
  }
}
