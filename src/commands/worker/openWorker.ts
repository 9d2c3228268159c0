/** Opens the page of a worker: work with answers, money, qualifications, messages, note. */
import * as vscode from 'vscode';
import { entriesOf } from '../../ledger/entries.ts';
import { workerPageText } from '../../mturk/workerPage.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectWorkers } from './selectWorkers.ts';
import { workerNotes } from './workerNote.ts';

/** HITs whose answers are read for the page; of the others the page has the rest. */
const mostOpened = 20;

export const openWorker: Handler<
  Needs<'clipboard' | 'explorer' | 'ledgers' | 'memory' | 'prompts' | 'sessions'>
> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account, profile } = session;
  const [workerId] =
    (await selectWorkers(workbench, session, 'Open Worker', clicked, selected, { ofAssignments: false })) ?? [];
  if (workerId === undefined) return;
  const work = () => [...account.works()].flat().filter(each => each.workerId === workerId);
  const hitIds = [...new Set(work().map(({ hitId }) => hitId))];
  await withProgress(`Reading the work of ${workerId}`, async ({ signal }) => {
    if (account.workers.freshness.state === 'never') await account.workers.refresh();
    await account.workers.bonuses.readMissing(hitIds);
    for (const hitId of hitIds.slice(0, mostOpened)) if (!signal.aborted) await account.open(hitId);
  });
  const ledger = await workbench.ledgers.of(profile.id);
  const messages = entriesOf(await ledger.plans()).filter(
    ({ verb, workerIds }) => verb === 'message' && workerIds.includes(workerId),
  );
  const text = workerPageText({
    workerId,
    assignments: work(),
    hitOf: id => account.hit(id),
    answerOf: ({ id, hitId }) => account.answer(hitId, id),
    bonuses: hitIds
      .flatMap(hitId => account.workers.bonuses.of(hitId) ?? [])
      .filter(each => each.workerId === workerId),
    qualifications: (account.workers.held.get(workerId) ?? []).map(({ typeId, score, granted }) => ({
      name: account.workers.types.get(typeId)?.name ?? typeId,
      granted,
      ...(score === undefined ? {} : { score }),
    })),
    blockedFor: account.workers.blockOf(workerId),
    note: workerNotes(workbench, profile.id).get(workerId),
    messages: messages.map(({ at, about, result, missed = [] }) => ({
      at,
      subject: about,
      state: missed.some(each => each.workerId === workerId)
        ? 'not reached'
        : result === 'unknown'
          ? 'unclear'
          : result,
    })),
  });
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: text });
  await vscode.window.showTextDocument(document, { preview: true });
};
