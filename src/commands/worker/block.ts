/** Blocks workers, and unblocks them. */
import type { Account } from '../../account/account.ts';
import { counted } from '../../mturk/plurals.ts';
import { lengthProblem } from '../../mturk/qualificationChecks.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { readWorkers } from '../requiredReads.ts';
import { connected } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { selectWorkers } from './selectWorkers.ts';

const noun = ['worker', 'workers'] as const;
const longestReason = 1024;

export const blockWorkers: Handler<Operating & Needs<'clipboard' | 'explorer'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const ids = await selectWorkers(workbench, session, 'Block Workers', clicked, selected);
  if (!ids) return;
  const reason = await workbench.prompts.input({
    title: `Block ${ids.length === 1 ? `worker ${ids[0]}` : counted(ids.length, 'worker')}`,
    prompt: 'Why? Workers don’t see the reason. A block counts against the worker’s account, and may close it.',
    placeholder: 'Submitted random answers in three HITs',
    check: text => lengthProblem(text, longestReason, 'a reason'),
  });
  if (reason === undefined) return;
  await blocksKnown(session.account);
  const withWork = workersWithWork(session.account);
  await performOperations(workbench, session, {
    verb: 'Block',
    noun,
    items: ids,
    state: id => ({ worker: { blockedFor: session.account.workers.blockOf(id), hasWork: withWork.has(id) } }),
    operation: workerId => ({ verb: 'block', workerId, reason: reason.trim() }),
    remarks: [
      'A block hurts the worker’s account: Amazon counted blocks and closed accounts with several. To keep a worker out of further HITs, use Exclude from Future HITs.',
    ],
  });
};

export const unblockWorkers: Handler<Operating & Needs<'clipboard' | 'explorer'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const { account } = session;
  const ids = clicked === undefined ? await pickBlocked() : await fromRows();
  if (!ids) return;
  await performOperations(workbench, session, {
    verb: 'Unblock',
    noun,
    items: ids,
    state: id => ({ worker: { blockedFor: account.workers.blockOf(id), hasWork: true } }),
    operation: workerId => {
      const reason = account.workers.blockOf(workerId);
      return { verb: 'unblock', workerId, ...(reason ? { reason } : {}) };
    },
  });

  async function fromRows() {
    const found = await selectWorkers(workbench, session, 'Unblock Workers', clicked, selected);
    await blocksKnown(account);
    return found;
  }

  async function pickBlocked() {
    await readWorkers(account);
    const { blocks } = account.workers;
    if (blocks.size === 0) {
      await workbench.prompts.inform('No workers are blocked.');
      return undefined;
    }
    return workbench.prompts.pickMany(
      'Blocked Workers',
      'Select workers to unblock',
      [...blocks].map(([id, reason]) => ({ label: id, detail: reason, value: id })),
    );
  }
};

/** Reads the blocks unless they were read. */
async function blocksKnown(account: Account): Promise<void> {
  if (account.workers.freshness.updated === undefined) await readWorkers(account);
}

export function workersWithWork(account: Account): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const items of account.works()) for (const { workerId } of items) ids.add(workerId);
  return ids;
}
