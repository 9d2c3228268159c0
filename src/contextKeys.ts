/** Every context key of the `when` clauses, with its value before anything has been read. */
export const contextKeys = {
  /** Why the HITs view has no rows: one of {@link EmptyReason}, or '' while it has some. */
  hitsEmpty: ['mturk.hits.empty', ''],
  /** Whether the active profile has HITs: what acts on rows has targets then. */
  hitsKnown: ['mturk.hits.known', false],
  /** Whether a search line hides some of the HITs. */
  hitsFiltered: ['mturk.hits.filtered', false],
  /** Why the Pending Review view has no rows: one of {@link ReviewEmptyReason}. */
  reviewEmpty: ['mturk.review.empty', ''],
  /** Why the Workers view has no rows: one of {@link WorkersEmptyReason}. */
  workersEmpty: ['mturk.workers.empty', ''],
  /** Why the Rejected view has no rows: one of {@link RejectedEmptyReason}. */
  rejectedEmpty: ['mturk.rejected.empty', ''],
  /** Why the Qualifications view has no rows: 'localStopped', or ''. */
  qualificationsEmpty: ['mturk.qualifications.empty', ''],
  /** The active profile's environment. */
  environment: ['mturk.environment', 'local'],
  /** Whether the active profile is Local itself, not another service that somebody calls local. */
  localActive: ['mturk.local.active', true],
  /** Whether the Local service runs. */
  localRunning: ['mturk.local.running', false],
  /** Whether this workspace's terminals use Local. */
  localTerminals: ['mturk.local.terminals', false],
  /** Whether the active editor shows a file of decisions. */
  decisionFile: ['mturk.decisionFile', false],
} as const;

export type ContextKey = keyof typeof contextKeys;

export type EmptyReason = '' | 'localStopped' | 'noHITs' | 'noHITsInLocal' | 'filtered';
export type ReviewEmptyReason = '' | 'localStopped' | 'nothingWaits';
export type RejectedEmptyReason = '' | 'localStopped' | 'nothingRejected';
export type WorkersEmptyReason = '' | 'localStopped' | 'noWorkers';
