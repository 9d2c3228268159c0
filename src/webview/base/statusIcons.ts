/** The icons of assignments by their status, alike on all pages. */
import type { AssignmentStatus } from '../../mturk/model.ts';

export const statusIcons: Readonly<Record<AssignmentStatus, string>> = {
  Submitted: 'circle-large-outline',
  Approved: 'pass-filled',
  Rejected: 'error',
};
