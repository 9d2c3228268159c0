/** The words and icons of states and actions. */
import type { AssignmentStatus } from '../../mturk/model.ts';
import type { AssignmentAction, HITAction, SegmentKind } from '../../panels/hit/contract.ts';

interface Named {
  readonly label: string;
  readonly icon: string;
  /** Only the icon is shown. */
  readonly bare?: true;
}

/** An ellipsis says that the command asks before it acts. */
export const hitActionNames: Readonly<Record<HITAction, Named>> = {
  refresh: { label: 'Refresh', icon: 'refresh' },
  extend: { label: 'Extend…', icon: 'add' },
  expire: { label: 'Expire…', icon: 'stop-circle' },
  delete: { label: 'Delete…', icon: 'trash' },
  copyId: { label: 'Copy Id', icon: 'copy' },
};

export const assignmentActionNames: Readonly<Record<AssignmentAction, Named>> = {
  approve: { label: 'Approve…', icon: 'check' },
  reject: { label: 'Reject…', icon: 'close' },
  softReject: { label: 'Soft Reject…', icon: 'circle-slash' },
  bonus: { label: 'Bonus…', icon: 'gift' },
  takeBack: { label: 'Take Back Rejection…', icon: 'discard' },
  mark: { label: 'Mark…', icon: 'star-empty', bare: true },
  note: { label: 'Edit Note…', icon: 'note', bare: true },
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
