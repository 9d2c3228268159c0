/** What a command acts on. Rows, panels and palette pickers all speak of things by id. */
export type Target =
  | { readonly kind: 'hit'; readonly hitId: string }
  | { readonly kind: 'assignment'; readonly hitId: string; readonly assignmentId: string };

export type TargetKind = Target['kind'];

export interface WorkerTarget {
  readonly kind: 'worker';
  readonly workerId: string;
}
