/** The words and icons of states and actions. */
import type { AssignmentStatus } from '../../mturk/model.ts';
import type { AssignmentAction, HITAction, SegmentKind } from '../../panels/hit/contract.ts';

interface Named {
  readonly label: string;
  readonly icon: string;
}

/** An ellipsis says that the command asks before it acts. */
export const hitActionNames: Readonly<Record<HITAction, Named>> = {
  refresh: { label: 'Refresh', icon: 'refresh' },
  extend: { label: 'Extend…', icon: 'add' },
  expire: { label: 'Expire…', icon: 'stop-circle' },
  delete: { label: 'Delete…', icon: 'trash' },
  reveal: { label: 'Reveal in HITs View', icon: 'list-tree' },
  copyId: { label: 'Copy Id', icon: 'copy' },
};

export const assignmentActionNames: Readonly<Record<AssignmentAction, Named>> = {
  approve: { label: 'Approve…', icon: 'check' },
  reject: { label: 'Reject…', icon: 'close' },
  bonus: { label: 'Bonus…', icon: 'gift' },
  takeBack: { label: 'Take Back Rejection…', icon: 'discard' },
};

export const segmentNames: Readonly<Record<SegmentKind, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  reviewed: 'reviewed',
  submitted: 'to review',
  unclear: 'to review or unfilled',
  working: 'being worked on',
  available: 'available',
  unfilled: 'unfilled',
};

export const statusIcons: Readonly<Record<AssignmentStatus, string>> = {
  Submitted: 'circle-large-outline',
  Approved: 'pass-filled',
  Rejected: 'error',
};

/** What an environment is called where it must not be mistaken. */
export function environmentLabel(environment: string): string {
  return environment.toUpperCase();
}
