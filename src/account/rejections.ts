/** Rejections that can still be reversed (ApproveAssignment with OverrideRejection, reference.md §3.2). */
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { mayReverseRejection, overrideWindow } from '../mturk/rules.ts';
import type { Account } from './account.ts';

/** Until when a rejection can be reversed: thirty days after the submission. */
export function reversibleUntil({ submitted }: Assignment): Instant {
  return submitted + overrideWindow;
}

/** The rejections that were read and can still be reversed, first those with the least time left. */
export function rejectionsLeft(works: Iterable<readonly Assignment[]>, now: Instant): Assignment[] {
  const left: Assignment[] = [];
  for (const items of works) for (const each of items) if (mayReverseRejection(each, now).allowed) left.push(each);
  return left.sort((a, b) => a.submitted - b.submitted || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Whether a HIT may hold any: something was reviewed, and the last that could be submitted is not thirty days old. */
export function mayHoldRejections(hit: HIT, now: Instant): boolean {
  const lastSubmission = hit.expires + hit.assignmentDuration * 1000;
  return hit.completed > 0 && now - lastSubmission <= overrideWindow;
}

/** HITs with reviewed work that is not listed and may hold rejections that can still be reversed. */
export function unreadRejections(account: Pick<Account, 'hits' | 'isWhole' | 'now'>): HIT[] {
  const now = account.now();
  return account.hits().filter(hit => mayHoldRejections(hit, now) && !account.isWhole(hit));
}
