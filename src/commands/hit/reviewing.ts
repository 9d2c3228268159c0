/** Marks HITs as being reviewed, or as reviewable again, and lists the reviewable ones as the service does. */

import { pages } from '../../mturk/paging.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { allowedBy, connected, selectHITs } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';

const noun = ['HIT', 'HITs'] as const;

export const markReviewing: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const isSelectable = allowedBy('setReviewing', session);
  const hits = await selectHITs(workbench, session, 'Mark as Reviewing', clicked, selected, isSelectable);
  if (!hits) return;
  await performOperations(workbench, session, {
    verb: 'Mark as Reviewing',
    noun,
    items: hits,
    state: hit => ({ hit }),
    operation: ({ id }) => ({ verb: 'setReviewing', hitId: id }),
    remarks: ['A mark for you and your colleagues: nothing else changes, and work still auto-approves.'],
  });
};

export const markReviewable: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const isSelectable = allowedBy('revertReviewing', session);
  const hits = await selectHITs(workbench, session, 'Mark as Reviewable', clicked, selected, isSelectable);
  if (!hits) return;
  await performOperations(workbench, session, {
    verb: 'Mark as Reviewable',
    noun,
    items: hits,
    state: hit => ({ hit }),
    operation: ({ id }) => ({ verb: 'revertReviewing', hitId: id }),
  });
};

/** HITs listed at most. */
const mostHITs = 10_000;

/** Asks the service which HITs are reviewable or being reviewed, and shows the picked one. */
export const showReviewable: Handler<Needs<'openHIT' | 'prompts' | 'sessions'>> = async workbench => {
  const session = connected(workbench);
  const { account } = session;
  const found = await readWithProgress('Listing reviewable HITs', session, async client => {
    const all: { id: string; status: 'Reviewable' | 'Reviewing' }[] = [];
    for (const Status of ['Reviewable', 'Reviewing'] as const)
      for await (const { HITs = [] } of pages(client, 'ListReviewableHITs', { Status })) {
        for (const { HITId = '' } of HITs) all.push({ id: HITId, status: Status });
        if (all.length >= mostHITs) break;
      }
    return all;
  });
  if (found.length === 0) {
    await workbench.prompts.inform('No HITs are reviewable.');
    return;
  }
  const picked = await workbench.prompts.pick(
    'Reviewable HITs',
    'Select a HIT to open it',
    found.map(({ id, status }) => ({
      label: account.hit(id)?.title || id,
      description: status,
      detail: id,
      value: id,
    })),
  );
  if (picked === undefined) return;
  if (!account.hit(picked)) await account.refreshHIT(picked);
  await workbench.openHIT(session, { target: { kind: 'hit', hitId: picked } });
};
