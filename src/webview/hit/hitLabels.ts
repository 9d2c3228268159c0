/** The words and icons of states and actions. */
import type { AssignmentAction, SegmentKind, TimelineKind } from '../../panels/hit/contract.ts';

interface Named {
  readonly label: string;
  readonly icon: string;
  /** Only the icon is shown. */
  readonly bare?: true;
}

export const openQuestion: Named = { label: 'Open in Editor', icon: 'go-to-file' };

/** An ellipsis says that the command asks before it acts. */
export const assignmentActionNames: Readonly<Record<AssignmentAction, Named>> = {
  approve: { label: 'Approve…', icon: 'check' },
  reject: { label: 'Reject…', icon: 'close' },
  softReject: { label: 'Soft Reject…', icon: 'circle-slash', bare: true },
  bonus: { label: 'Bonus…', icon: 'gift' },
  reverse: { label: 'Reverse Rejection…', icon: 'discard' },
  mark: { label: 'Mark…', icon: 'star-empty', bare: true },
  note: { label: 'Edit Note…', icon: 'note', bare: true },
  openAnswer: { label: 'Open Answer', icon: 'code', bare: true },
  openJson: { label: 'Open as JSON', icon: 'json', bare: true },
};

export const segmentNames: Readonly<Record<SegmentKind, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  reviewed: 'reviewed',
  submitted: 'to review',
  unclear: 'to review or not taken',
  working: 'being worked on',
  available: 'available',
  unfilled: 'not taken, expired',
};

interface Happening extends Named {
  /** Of one; without it, as of several. */
  readonly one?: string;
}

export const timelineNames: Readonly<Record<TimelineKind, Happening>> = {
  created: { label: 'Created', icon: 'add' },
  extended: { label: 'Extended', icon: 'diff-added' },
  rescheduled: { label: 'Expiration changed', icon: 'calendar' },
  ended: { label: 'Expired manually', icon: 'stop-circle' },
  submitted: { label: 'submitted', icon: 'inbox' },
  approved: { label: 'approved', icon: 'check' },
  rejected: { label: 'rejected', icon: 'close' },
  bonus: { label: 'bonuses', one: 'bonus', icon: 'gift' },
  autoApproves: { label: 'auto-approve', one: 'auto-approves', icon: 'watch' },
  expires: { label: 'Expires', icon: 'circle-slash' },
};

/** How an entry of the ledger ended. */
export const resultIcons: Readonly<Record<string, string>> = {
  done: 'check',
  alreadyDone: 'check',
  failed: 'error',
  unknown: 'question',
};

export const resultWords: Readonly<Record<string, string>> = {
  alreadyDone: 'already done',
  failed: 'failed',
  unknown: 'outcome unknown',
  notSent: 'not sent',
  dropped: 'discarded',
};
