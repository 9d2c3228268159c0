/** The keys of everything stored in mementos and in SecretStorage. */
export const storageKeys = {
  profiles: 'mturk.profiles',
  activeProfile: 'mturk.activeProfile',
  /** Ids of profiles whose keys secret storage took. */
  keysStored: 'mturk.keysStored',
  /** Shared profiles that the user agreed to. */
  approvals: 'mturk.approvals',
  /** An entry of secret storage whose only use is that other windows hear of it. */
  profilesChanged: 'mturk.profilesChanged',
  /** Whether this workspace's terminals use Local. */
  localTerminals: 'mturk.localTerminals',
  /** The command that last ran in a terminal against Local. */
  lastCommand: 'mturk.lastCommand',
  hitsGrouping: 'mturk.hits.grouping',
  hitsSorting: 'mturk.hits.sorting',
  hitsFilter: 'mturk.hits.filter.line',
  reviewGrouping: 'mturk.review.grouping',
  savedFilters: 'mturk.savedFilters',
  /** Messages to workers, the last used first. */
  rejectionReasons: 'mturk.rejectionReasons',
  approvalMessages: 'mturk.approvalMessages',
  recentMessages: 'mturk.recentMessages',
  /** Where notifications went last: this, and the transport. */
  destinationPrefix: 'mturk.notifications.destination.',
  /** Payments without an assignment that are not cleaned up yet: this, and the profile's id. */
  compensationsPrefix: 'mturk.compensations.',
  /** Notes on workers: this, and the profile's id. */
  workerNotesPrefix: 'mturk.workerNotes.',
  /** The qualification type that marks workers of a profile who are kept away: this, and its id. */
  exclusionPrefix: 'mturk.exclusion.',
  /** Batches whose HITs exclude those who submit to other batches later: this, and the profile's id. */
  laterExclusionsPrefix: 'mturk.laterExclusions.',
  /** How results were exported last in this workspace. */
  exportOptions: 'mturk.results.options',
  /** The key of pseudonyms, in secret storage; and, outside of it, a digest that says that there is one. */
  pseudonymKey: 'mturk.results.pseudonymKey',
  pseudonymKeyDigest: 'mturk.results.pseudonymKeyDigest',
  /** HITs of a profile that are deleted when the work on them has ended: this, and its id. */
  disablingPrefix: 'mturk.disabling.',
  /** A profile's warnings that were told: this, and its id. */
  warnedPrefix: 'mturk.told.',
  /** A profile's keys: this, and its id. */
  secretPrefix: 'mturk.profile.',
} as const;
