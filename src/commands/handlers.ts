/** Every command's work. Loaded with the first command that runs, so that activation pays for none of them. */
import { type CommandId, commands } from '../ids.ts';
import { archiveAccount } from './archive/archiveAccount.ts';
import { importFiles } from './archive/importFiles.ts';
import { openArchive, verifyArchive } from './archive/openArchive.ts';
import { approve, approveWithMessage } from './assignment/approve.ts';
import { manageReasons } from './assignment/manageReasons.ts';
import { editNote, markAssignments } from './assignment/note.ts';
import { openAnswer } from './assignment/openAnswer.ts';
import { reject } from './assignment/reject.ts';
import { reverseRejection, reverseWithMessage } from './assignment/reverseRejection.ts';
import { sendBonus } from './assignment/sendBonus.ts';
import { softReject } from './assignment/softReject.ts';
import { openUploadedFile } from './assignment/uploadedFile.ts';
import type { Handler } from './commandHandler.ts';
import { compare } from './compare.ts';
import { convertStudy } from './convert/convertStudy.ts';
import { newDefinitionFromHIT } from './convert/definitionFromHIT.ts';
import { copyAsAwsCli, copyAsBoto3 } from './copy/asCode.ts';
import { copyAsJSON } from './copy/asJSON.ts';
import { copyWorkerLink } from './copy/workerLink.ts';
import { copyId } from './copyId.ts';
import { openDashboard } from './dashboard/open.ts';
import { applyDecisions } from './decisions/apply.ts';
import { exportDecisions } from './decisions/export.ts';
import { decideByRules } from './decisions/fromRules.ts';
import { reviewDecisions } from './decisions/review.ts';
import { newDefinition } from './definition/newDefinition.ts';
import { manageBatch, openBatch } from './definition/openBatch.ts';
import { previewDefinition } from './definition/preview.ts';
import { publishDefinition } from './definition/publish.ts';
import { testDefinition } from './definition/test.ts';
import { openDocumentation } from './documentation.ts';
import { groupHITs, groupReview, sortHITs } from './explorer/arrange.ts';
import { clearFilter, filterHITs } from './explorer/filter.ts';
import { find } from './explorer/find.ts';
import { findInFiles } from './explorer/findInFiles.ts';
import { readAllWork, readRejections, showMore } from './explorer/more.ts';
import { refresh } from './explorer/refreshAll.ts';
import { reveal } from './explorer/reveal.ts';
import { approveAllPending } from './hit/approveAll.ts';
import { changeHITType } from './hit/changeType.ts';
import { cleanUp } from './hit/cleanUp.ts';
import { deleteHIT } from './hit/delete.ts';
import { disableHIT } from './hit/disable.ts';
import { expireHIT } from './hit/expire.ts';
import { extendHIT } from './hit/extend.ts';
import { openHIT } from './hit/open.ts';
import { openQuestion } from './hit/openQuestion.ts';
import { refreshHIT } from './hit/refresh.ts';
import { markReviewable, markReviewing, showReviewable } from './hit/reviewing.ts';
import { showReviewResults } from './hit/reviewResults.ts';
import { registerHITType } from './hitType/register.ts';
import { openLayout } from './layout/open.ts';
import { registerLayout } from './layout/register.ts';
import { resumeOperations } from './ledger/resume.ts';
import { showLedger } from './ledger/show.ts';
import { addSamples } from './local/addSamples.ts';
import { advanceClock } from './local/advanceClock.ts';
import { connectCode } from './local/connectCode.ts';
import { openWorkerSite } from './local/openWorkerSite.ts';
import { resetLocal } from './local/reset.ts';
import { runInTerminal } from './local/runInTerminal.ts';
import { showLocalLog } from './local/showLog.ts';
import { simulateOnHIT, simulateWorkers } from './local/simulate.ts';
import { startLocal, startLocalWithSamples } from './local/start.ts';
import { stopLocal } from './local/stop.ts';
import { leaveTerminals, useLocalForTerminals } from './local/terminals.ts';
import { sendTestEvent, setNotifications } from './notification/configure.ts';
import { showNotifications } from './notification/queue.ts';
import { openJson } from './openJson.ts';
import { addProfile } from './profile/add.ts';
import { checkProfile } from './profile/check.ts';
import { copySnippet } from './profile/copySnippet.ts';
import { editProfile } from './profile/edit.ts';
import { profileMenu } from './profile/menu.ts';
import { removeProfile } from './profile/remove.ts';
import { switchProfile } from './profile/switch.ts';
import { copyQualificationTypeId } from './qualification/copyTypeId.ts';
import { createQualificationType } from './qualification/create.ts';
import { deleteQualificationType } from './qualification/delete.ts';
import { editQualificationType } from './qualification/edit.ts';
import { openQualificationType } from './qualification/openType.ts';
import { publishQualification } from './qualification/publish.ts';
import { acceptRequest, rejectRequest } from './qualification/requests.ts';
import { grantQualification, revokeQualification, setScore } from './qualification/scores.ts';
import { searchQualificationTypes } from './qualification/search.ts';
import { appendResults } from './results/append.ts';
import { exportResults } from './results/export.ts';
import { matchDataFiles } from './results/matchDataFiles.ts';
import { openReview, openWaiting } from './review/open.ts';
import { blockWorkers, unblockWorkers } from './worker/block.ts';
import { payWithoutAssignment } from './worker/compensate.ts';
import { excludeWorkers, inviteWorkers } from './worker/exclude.ts';
import { excludeWorkersOf } from './worker/excludeWorkersOf.ts';
import { copyExclusion } from './worker/exclusion.ts';
import { sendMessage } from './worker/message.ts';
import { showMessages } from './worker/messageHistory.ts';
import { openWorker } from './worker/openWorker.ts';
import { addWorkerNote } from './worker/workerNote.ts';

export const handlers: Readonly<Record<CommandId, Handler>> = {
  [commands.importFiles]: importFiles,
  [commands.openArchive]: openArchive,
  [commands.verifyArchive]: verifyArchive,
  [commands.archiveAccount]: archiveAccount,
  [commands.convertStudy]: convertStudy,
  [commands.newDefinitionFromHIT]: newDefinitionFromHIT,
  [commands.startLocalWithSamples]: startLocalWithSamples,
  [commands.startLocal]: startLocal,
  [commands.stopLocal]: stopLocal,
  [commands.openWorkerSite]: openWorkerSite,
  [commands.simulateWorkers]: simulateWorkers,
  [commands.advanceClock]: advanceClock,
  [commands.resetLocal]: resetLocal,
  [commands.showLocalLog]: showLocalLog,
  [commands.useLocalForTerminals]: useLocalForTerminals,
  [commands.leaveTerminals]: leaveTerminals,
  [commands.runInTerminal]: runInTerminal,
  [commands.connectCode]: connectCode,
  [commands.addSamples]: addSamples,
  [commands.openDocumentation]: openDocumentation,
  [commands.profileMenu]: profileMenu,
  [commands.addProfile]: addProfile,
  [commands.editProfile]: editProfile,
  [commands.checkProfile]: checkProfile,
  [commands.copySnippet]: copySnippet,
  [commands.switchProfile]: switchProfile,
  [commands.removeProfile]: removeProfile,
  [commands.refresh]: refresh,
  [commands.find]: find,
  [commands.showMore]: showMore,
  [commands.groupHITs]: groupHITs,
  [commands.sortHITs]: sortHITs,
  [commands.filterHITs]: filterHITs,
  [commands.clearFilter]: clearFilter,
  [commands.groupReview]: groupReview,
  [commands.openReview]: openReview,
  [commands.openWaiting]: openWaiting,
  [commands.readAllWork]: readAllWork,
  [commands.readRejections]: readRejections,
  [commands.openHIT]: openHIT,
  [commands.simulateOnHIT]: simulateOnHIT,
  [commands.refreshHIT]: refreshHIT,
  [commands.openJson]: openJson,
  [commands.openQuestion]: openQuestion,
  [commands.openAnswer]: openAnswer,
  [commands.compare]: compare,
  [commands.registerHITType]: registerHITType,
  [commands.changeHITType]: changeHITType,
  [commands.publishDefinition]: publishDefinition,
  [commands.newDefinition]: newDefinition,
  [commands.testDefinition]: testDefinition,
  [commands.openBatch]: openBatch,
  [commands.manageBatch]: manageBatch,
  [commands.registerLayout]: registerLayout,
  [commands.openLayout]: openLayout,
  [commands.extendHIT]: extendHIT,
  [commands.expireHIT]: expireHIT,
  [commands.deleteHIT]: deleteHIT,
  [commands.disableHIT]: disableHIT,
  [commands.approveAllPending]: approveAllPending,
  [commands.cleanUp]: cleanUp,
  [commands.approve]: approve,
  [commands.reverseRejection]: reverseRejection,
  [commands.reverseWithMessage]: reverseWithMessage,
  [commands.reject]: reject,
  [commands.sendBonus]: sendBonus,
  [commands.approveWithMessage]: approveWithMessage,
  [commands.editNote]: editNote,
  [commands.markAssignments]: markAssignments,
  [commands.softReject]: softReject,
  [commands.copyExclusion]: copyExclusion,
  [commands.manageReasons]: manageReasons,
  [commands.exportDecisions]: exportDecisions,
  [commands.reviewDecisions]: reviewDecisions,
  [commands.applyDecisions]: applyDecisions,
  [commands.decideByRules]: decideByRules,
  [commands.exportResults]: exportResults,
  [commands.openDashboard]: openDashboard,
  [commands.appendResults]: appendResults,
  [commands.matchDataFiles]: matchDataFiles,
  [commands.previewDefinition]: previewDefinition,
  [commands.showLedger]: showLedger,
  [commands.resumeOperations]: resumeOperations,
  [commands.copyId]: copyId,
  [commands.copyAsJSON]: copyAsJSON,
  [commands.copyAsBoto3]: copyAsBoto3,
  [commands.copyAsAwsCli]: copyAsAwsCli,
  [commands.copyWorkerLink]: copyWorkerLink,
  [commands.findInFiles]: findInFiles,
  [commands.reveal]: reveal,
  [commands.searchQualificationTypes]: searchQualificationTypes,
  [commands.createQualificationType]: createQualificationType,
  [commands.editQualificationType]: editQualificationType,
  [commands.deleteQualificationType]: deleteQualificationType,
  [commands.copyQualificationTypeId]: copyQualificationTypeId,
  [commands.grantQualification]: grantQualification,
  [commands.revokeQualification]: revokeQualification,
  [commands.setScore]: setScore,
  [commands.acceptRequest]: acceptRequest,
  [commands.rejectRequest]: rejectRequest,
  [commands.openWorker]: openWorker,
  [commands.publishQualification]: publishQualification,
  [commands.openQualificationType]: openQualificationType,
  [commands.sendMessage]: sendMessage,
  [commands.excludeWorkers]: excludeWorkers,
  [commands.excludeWorkersOf]: excludeWorkersOf,
  [commands.inviteWorkers]: inviteWorkers,
  [commands.payWithoutAssignment]: payWithoutAssignment,
  [commands.addWorkerNote]: addWorkerNote,
  [commands.blockWorkers]: blockWorkers,
  [commands.unblockWorkers]: unblockWorkers,
  [commands.showMessages]: showMessages,
  [commands.sendTestEvent]: sendTestEvent,
  [commands.setNotifications]: setNotifications,
  [commands.showNotifications]: showNotifications,
  [commands.markReviewable]: markReviewable,
  [commands.markReviewing]: markReviewing,
  [commands.showReviewable]: showReviewable,
  [commands.showReviewResults]: showReviewResults,
  [commands.openUploadedFile]: openUploadedFile,
  [commands.showLog]: async ({ log }) => log.show(),
};
