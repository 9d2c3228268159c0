/** What the kinds of rows are called, and what they mean. */
import type { GroupKind } from '../../panels/decisions/contract.ts';

export interface KindWords {
  readonly title: string;
  readonly icon: string;
  /** What the reader should know or do; nothing where the rows say it all. */
  readonly about?: string;
  /** Whether rows of this kind keep the file from being applied. */
  readonly blocks: boolean;
}

export const kindWords: Readonly<Record<GroupKind, KindWords>> = {
  approve: { title: 'Approve', icon: 'check', blocks: false },
  reject: { title: 'Reject', icon: 'close', about: 'Workers are not paid and see the reason.', blocks: false },
  bonus: { title: 'Bonuses', icon: 'gift', about: 'A bonus can’t be reversed.', blocks: false },
  malformed: { title: 'Malformed', icon: 'error', about: 'These rows contain errors.', blocks: true },
  duplicate: {
    title: 'Decided twice',
    icon: 'files',
    about: 'Several rows decide on the same assignment; none of them is applied.',
    blocks: true,
  },
  unknown: {
    title: 'Unknown',
    icon: 'question',
    about: 'The service has no such assignment for this profile.',
    blocks: true,
  },
  elsewhere: {
    title: 'Other environment',
    icon: 'globe',
    about: 'These belong to another environment or service than the active profile’s.',
    blocks: true,
  },
  otherwise: {
    title: 'Conflicts with the existing decision',
    icon: 'warning',
    about: 'These already have a different decision.',
    blocks: true,
  },
  settled: { title: 'Already decided', icon: 'pass', about: 'No action needed.', blocks: false },
};
