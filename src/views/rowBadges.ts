/** The marks at the end of rows, worked out without VS Code: at most two characters, and a colour for the whole row. */
import { isDone } from '../account/search/match.ts';
import type { Counts } from '../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';

export interface Mark {
  readonly badge: string;
  readonly tooltip: string;
  /** A theme colour. */
  readonly color: string;
}

const hour = 3600_000;

/** What is pending review is marked; what is done steps back, but stays as easy to read as descriptions are. */
export function hitMark(hit: HIT, counts: Counts): Mark | undefined {
  const { submitted } = counts;
  if (submitted > 0)
    return {
      badge: submitted > 99 ? '…' : String(submitted),
      tooltip: `${submitted} to review`,
      color: 'list.warningForeground',
    };
  return isDone(hit, counts) ? { badge: '✓', tooltip: 'Done', color: 'descriptionForeground' } : undefined;
}

export function assignmentMark({ status, autoApproves }: Assignment, now: Instant): Mark | undefined {
  switch (status) {
    case 'Approved':
      return { badge: 'A', tooltip: 'Approved', color: 'descriptionForeground' };
    case 'Rejected':
      return { badge: 'R', tooltip: 'Rejected', color: 'descriptionForeground' };
    case 'Submitted':
      return autoApproves - now < 24 * hour
        ? { badge: '!', tooltip: 'Auto-approves within a day', color: 'list.warningForeground' }
        : undefined;
  }
}
