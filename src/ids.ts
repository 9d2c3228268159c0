/** Every id that package.json contributes, once. Nothing else in the source spells one out. */

export const commands = {
  startLocalWithSamples: 'mturk.local.startWithSamples',
  startLocal: 'mturk.local.start',
  stopLocal: 'mturk.local.stop',
  openWorkerSite: 'mturk.local.openWorkerSite',
  simulateWorkers: 'mturk.local.simulate',
  advanceClock: 'mturk.local.advanceClock',
  resetLocal: 'mturk.local.reset',
  showLocalLog: 'mturk.local.showLog',
  useLocalForTerminals: 'mturk.local.useForTerminals',
  leaveTerminals: 'mturk.local.leaveTerminals',
  runInTerminal: 'mturk.local.runInTerminal',
  connectCode: 'mturk.connectCode',
  addSamples: 'mturk.local.addSamples',
  openDocumentation: 'mturk.openDocumentation',
  addProfile: 'mturk.profile.add',
  profileMenu: 'mturk.profile.menu',
  switchProfile: 'mturk.profile.switch',
  editProfile: 'mturk.profile.edit',
  checkProfile: 'mturk.profile.check',
  copySnippet: 'mturk.profile.copySnippet',
  removeProfile: 'mturk.profile.remove',
  refresh: 'mturk.refresh',
  find: 'mturk.find',
  showMore: 'mturk.showMore',
  groupHITs: 'mturk.hits.group',
  sortHITs: 'mturk.hits.sort',
  filterHITs: 'mturk.hits.filter',
  clearFilter: 'mturk.hits.clearFilter',
  groupReview: 'mturk.review.group',
  openReview: 'mturk.review.open',
  openWaiting: 'mturk.review.openWaiting',
  readAllWork: 'mturk.workers.readAll',
  readRejections: 'mturk.rejected.readAll',
  openHIT: 'mturk.hit.open',
  simulateOnHIT: 'mturk.hit.simulate',
  refreshHIT: 'mturk.hit.refresh',
  openJson: 'mturk.openJson',
  openQuestion: 'mturk.hit.openQuestion',
  openAnswer: 'mturk.assignment.openAnswer',
  compare: 'mturk.compare',
  importFiles: 'mturk.archive.import',
  openArchive: 'mturk.archive.open',
  verifyArchive: 'mturk.archive.verify',
  archiveAccount: 'mturk.archive.account',
  convertStudy: 'mturk.definition.convert',
  newDefinitionFromHIT: 'mturk.definition.fromHIT',
  registerHITType: 'mturk.hitType.register',
  changeHITType: 'mturk.hitType.change',
  publishDefinition: 'mturk.definition.publish',
  newDefinition: 'mturk.definition.new',
  openBatch: 'mturk.batch.open',
  extendHIT: 'mturk.hit.extend',
  expireHIT: 'mturk.hit.expire',
  deleteHIT: 'mturk.hit.delete',
  disableHIT: 'mturk.hit.disable',
  approveAllPending: 'mturk.hit.approveAllPending',
  cleanUp: 'mturk.hits.cleanUp',
  approve: 'mturk.assignment.approve',
  reverseRejection: 'mturk.assignment.reverseRejection',
  reverseWithMessage: 'mturk.assignment.reverseWithMessage',
  reject: 'mturk.assignment.reject',
  sendBonus: 'mturk.assignment.bonus',
  approveWithMessage: 'mturk.assignment.approveWithMessage',
  editNote: 'mturk.assignment.note',
  markAssignments: 'mturk.assignment.mark',
  softReject: 'mturk.assignment.softReject',
  copyExclusion: 'mturk.exclusion.copyRequirement',
  searchQualificationTypes: 'mturk.qualificationType.search',
  createQualificationType: 'mturk.qualificationType.create',
  editQualificationType: 'mturk.qualificationType.edit',
  deleteQualificationType: 'mturk.qualificationType.delete',
  copyQualificationTypeId: 'mturk.qualificationType.copyId',
  grantQualification: 'mturk.qualification.grant',
  revokeQualification: 'mturk.qualification.revoke',
  setScore: 'mturk.qualification.setScore',
  acceptRequest: 'mturk.qualificationRequest.accept',
  rejectRequest: 'mturk.qualificationRequest.reject',
  openWorker: 'mturk.worker.open',
  openQualificationType: 'mturk.qualificationType.open',
  sendMessage: 'mturk.worker.message',
  inviteWorkers: 'mturk.worker.invite',
  payWithoutAssignment: 'mturk.worker.pay',
  addWorkerNote: 'mturk.worker.note',
  excludeWorkers: 'mturk.worker.exclude',
  blockWorkers: 'mturk.worker.block',
  unblockWorkers: 'mturk.worker.unblock',
  showMessages: 'mturk.messages.show',
  setNotifications: 'mturk.notifications.set',
  sendTestEvent: 'mturk.notifications.test',
  showNotifications: 'mturk.notifications.showLocal',
  markReviewing: 'mturk.hit.markReviewing',
  markReviewable: 'mturk.hit.markReviewable',
  showReviewable: 'mturk.hit.showReviewable',
  showReviewResults: 'mturk.hit.showReviewResults',
  openUploadedFile: 'mturk.assignment.openUploadedFile',
  manageReasons: 'mturk.rejectionReasons.manage',
  exportDecisions: 'mturk.decisions.export',
  reviewDecisions: 'mturk.decisions.review',
  applyDecisions: 'mturk.decisions.apply',
  decideByRules: 'mturk.decisions.fromRules',
  openDashboard: 'mturk.dashboard.open',
  exportResults: 'mturk.results.export',
  appendResults: 'mturk.results.append',
  matchDataFiles: 'mturk.results.matchDataFiles',
  previewDefinition: 'mturk.definition.preview',
  showLedger: 'mturk.ledger.show',
  resumeOperations: 'mturk.ledger.resume',
  copyId: 'mturk.copyId',
  copyAsJSON: 'mturk.copyAs.json',
  copyAsBoto3: 'mturk.copyAs.boto3',
  copyAsAwsCli: 'mturk.copyAs.awsCli',
  copyWorkerLink: 'mturk.copyAs.workerLink',
  findInFiles: 'mturk.findInFiles',
  reveal: 'mturk.reveal',
  showLog: 'mturk.showLog',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const submenus = {
  workers: 'mturk.workersOfAssignments',
  copyAs: 'mturk.copyAs',
  reviewActs: 'mturk.reviewActs',
  openAs: 'mturk.openAs',
  decisionFiles: 'mturk.decisionFiles',
} as const;

export const viewContainer = 'mturk';

export const views = {
  review: 'mturk.review',
  hits: 'mturk.hits',
  workers: 'mturk.workers',
  rejected: 'mturk.rejected',
  qualifications: 'mturk.qualifications',
} as const;

export const panels = {
  hit: 'mturk.hitPanel',
  decisions: 'mturk.decisionPlan',
  review: 'mturk.reviewGrid',
  dashboard: 'mturk.dashboard',
  preview: 'mturk.preview',
} as const;

/** The type of tasks in tasks.json: see src/commands/local/watchTasks.ts. */
export const taskType = 'mturk';

/** The entry of HIT definitions in the Testing view. */
export const testControllerId = 'mturk.definitions';

/** The scheme of documents: see src/documents. */
export const documentScheme = 'mturk';

/** Context keys with the value that each has before anything is known. */
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
  /** Why the Qualifications view has no rows: one of {@link QualificationsEmptyReason}. */
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
export type QualificationsEmptyReason = '' | 'localStopped';
export type WorkersEmptyReason = '' | 'localStopped' | 'noWorkers';

export const settings = {
  bonusLimit: 'mturk.limits.bonus',
  operationLimit: 'mturk.limits.operation',
  skipConfirmations: 'mturk.confirmations.skip',
  typeCountFrom: 'mturk.confirmations.typeCountFrom',
  readOnlyProfiles: 'mturk.readOnlyProfiles',
  profiles: 'mturk.profiles',
  refreshInterval: 'mturk.refresh.interval',
  reviewWarnings: 'mturk.review.warnings',
  rejectionReasons: 'mturk.rejectionReasons',
  messageTemplates: 'mturk.messageTemplates',
  linksEnabled: 'mturk.links.enabled',
  dataFiles: 'mturk.dataFiles',
  minimumWage: 'mturk.dashboard.minimumWage',
} as const;

/** The tokens of a row's contextValue, joined by `+`; menus match on them. */
export const rowTokens = {
  hit: 'hit',
  assignment: 'assignment',
  approvable: 'approvable',
  rejectable: 'rejectable',
  overridable: 'overridable',
  worker: 'worker',
  /** A worker below a qualification type: who has it, had it, asks for it. */
  holding: 'holding',
  revoked: 'revoked',
  request: 'request',
  qualificationType: 'qualificationType',
  /** A qualification type of the requester's own. */
  ownType: 'ownType',
  group: 'group',
  /** A group of the HITs of one type. */
  hitType: 'hitType',
  /** A group of HITs. */
  ofHITs: 'ofHITs',
  /** A group of assignments. */
  ofWork: 'ofWork',
} as const;

/** What a place in a panel is about; menus match on it, and commands take its targets from what comes with it. */
export const webviewSections = {
  assignment: 'assignment',
} as const;

/** How many rows a right-click in a panel means; menus match on it, as on `listMultiSelection` in the trees. */
export const webviewRows = ['one', 'two', 'many'] as const;

/** Where things are kept: keys of mementos and of SecretStorage. */
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
  /** How results were exported last in this workspace. */
  exportOptions: 'mturk.results.options',
  /** The key of pseudonyms, in secret storage; and, outside of it, a digest that says that there is one. */
  pseudonymKey: 'mturk.results.pseudonymKey',
  pseudonymKeyDigest: 'mturk.results.pseudonymKeyDigest',
  /** HITs of a profile that are deleted when the work on them has ended: this, and its id. */
  disablingPrefix: 'mturk.disabling.',
  /** A profile's warnings that were told: this, and its id. */
  toldPrefix: 'mturk.told.',
  /** A profile's keys: this, and its id. */
  secretPrefix: 'mturk.profile.',
} as const;

/** What a key passes to its command: it means the rows of the view that has the keyboard. */
export const focusedRowsArgument = { rows: 'focused' } as const;

/** The commands in the menus of rows: what they are passed is rows. */
export const rowCommands: ReadonlySet<CommandId> = new Set([
  commands.editQualificationType,
  commands.deleteQualificationType,
  commands.copyQualificationTypeId,
  commands.grantQualification,
  commands.revokeQualification,
  commands.setScore,
  commands.acceptRequest,
  commands.rejectRequest,
  commands.openWorker,
  commands.openQualificationType,
  commands.sendMessage,
  commands.inviteWorkers,
  commands.payWithoutAssignment,
  commands.addWorkerNote,
  commands.excludeWorkers,
  commands.blockWorkers,
  commands.unblockWorkers,
  commands.openReview,
  commands.openHIT,
  commands.simulateOnHIT,
  commands.refreshHIT,
  commands.openJson,
  commands.openQuestion,
  commands.openAnswer,
  commands.compare,
  commands.extendHIT,
  commands.changeHITType,
  commands.expireHIT,
  commands.deleteHIT,
  commands.disableHIT,
  commands.approveAllPending,
  commands.reverseWithMessage,
  commands.approve,
  commands.reverseRejection,
  commands.reject,
  commands.sendBonus,
  commands.approveWithMessage,
  commands.editNote,
  commands.markAssignments,
  commands.softReject,
  commands.exportDecisions,
  commands.decideByRules,
  commands.exportResults,
  commands.openDashboard,
  commands.copyId,
  commands.copyAsJSON,
  commands.copyAsBoto3,
  commands.copyAsAwsCli,
  commands.copyWorkerLink,
  commands.findInFiles,
  commands.reveal,
]);
