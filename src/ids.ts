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
  testDefinition: 'mturk.definition.test',
  openBatch: 'mturk.batch.open',
  manageBatch: 'mturk.batch.manage',
  registerLayout: 'mturk.layout.register',
  openLayout: 'mturk.layout.open',
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
  publishQualification: 'mturk.qualificationType.publish',
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
  excludeWorkersOf: 'mturk.hit.excludeWorkers',
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
  people: 'mturk.people',
} as const;

/** The type of tasks in tasks.json: see src/commands/local/watchTasks.ts. */
export const taskType = 'mturk';

/** The entry of HIT definitions in the Testing view. */
export const testControllerId = 'mturk.definitions';

/** The scheme of documents: see src/documents. */
export const documentScheme = 'mturk';

/** The scheme of the pages of batches: see src/commands/definition/batchAddress.ts. */
export const batchScheme = 'mturk-batch';

/** The events that a message can show. */
export const noticeKinds = ['submissions', 'batches', 'balance', 'requests'] as const;

export const settings = {
  bonusLimit: 'mturk.limits.bonus',
  operationLimit: 'mturk.limits.operation',
  skipConfirmations: 'mturk.confirmations.skip',
  typeCountFrom: 'mturk.confirmations.typeCountFrom',
  readOnlyProfiles: 'mturk.readOnlyProfiles',
  profiles: 'mturk.profiles',
  refreshInterval: 'mturk.refresh.interval',
  reviewWarnings: 'mturk.review.warnings',
  notices: 'mturk.notices.events',
  lowBalance: 'mturk.notices.lowBalance',
  noticesInBackground: 'mturk.notices.inBackground',
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

/** What a key passes to its command: it means the rows of the view that has the keyboard. */
export const focusedRowsArgument = { rows: 'focused' } as const;
