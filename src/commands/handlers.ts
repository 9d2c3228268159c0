/** Every command's work. Loaded with the first command that runs, so that activation pays for none of them. */
import { type CommandId, commands } from '../ids.ts';
import { approve } from './assignment/approve.ts';
import { reject } from './assignment/reject.ts';
import { sendBonus } from './assignment/sendBonus.ts';
import { takeBackRejection } from './assignment/takeBackRejection.ts';
import { copyId } from './copyId.ts';
import { groupHITs, groupReview, sortHITs } from './explorer/arrange.ts';
import { clearFilter, filterHITs } from './explorer/filter.ts';
import { find } from './explorer/find.ts';
import { readAllWork, showMore } from './explorer/more.ts';
import type { Handler } from './handler.ts';
import { deleteHIT } from './hit/delete.ts';
import { expireHIT } from './hit/expire.ts';
import { extendHIT } from './hit/extend.ts';
import { openHIT } from './hit/open.ts';
import { refreshHIT } from './hit/refresh.ts';
import { resumeActs } from './ledger/resume.ts';
import { showLedger } from './ledger/show.ts';
import { advanceClock } from './local/advanceClock.ts';
import { openWorkerSite } from './local/openWorkerSite.ts';
import { resetLocal } from './local/reset.ts';
import { showLocalLog } from './local/showLog.ts';
import { simulateWorkers } from './local/simulate.ts';
import { startLocal, startLocalWithSamples } from './local/start.ts';
import { stopLocal } from './local/stop.ts';
import { leaveTerminals, useLocalForTerminals } from './local/terminals.ts';
import { addProfile } from './profile/add.ts';
import { checkProfile } from './profile/check.ts';
import { copySnippet } from './profile/copySnippet.ts';
import { editProfile } from './profile/edit.ts';
import { profileMenu } from './profile/menu.ts';
import { removeProfile } from './profile/remove.ts';
import { switchProfile } from './profile/switch.ts';
import { refresh } from './refresh.ts';
import { openReview, openWaiting } from './review/open.ts';

export const handlers: Readonly<Record<CommandId, Handler>> = {
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
  [commands.openHIT]: openHIT,
  [commands.refreshHIT]: refreshHIT,
  [commands.extendHIT]: extendHIT,
  [commands.expireHIT]: expireHIT,
  [commands.deleteHIT]: deleteHIT,
  [commands.approve]: approve,
  [commands.takeBackRejection]: takeBackRejection,
  [commands.reject]: reject,
  [commands.sendBonus]: sendBonus,
  [commands.showLedger]: showLedger,
  [commands.resumeActs]: resumeActs,
  [commands.copyId]: copyId,
  [commands.showLog]: async ({ log }) => log.show(),
};
