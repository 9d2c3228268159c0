/** The search line of a review grid that finds what one part of the time ahead holds. */
import { deadlineSpans } from '../../account/deadlines.ts';

const hour = 3_600_000;

/** Nothing for what is no part of the time ahead. What auto-approves now is among what does within the hour. */
export function deadlineSearch(key: string): string | undefined {
  const at = deadlineSpans.findIndex(span => span.key === key);
  const span = deadlineSpans[at];
  if (!span) return undefined;
  const after = deadlineSpans[at - 1]?.until ?? 0;
  return [
    'is:submitted',
    ...(after > 0 ? [`auto-approves>${after / hour}h`] : []),
    ...(Number.isFinite(span.until) ? [`auto-approves<=${Math.max(span.until, hour) / hour}h`] : []),
  ].join(' ');
}
