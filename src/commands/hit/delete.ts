import { mayDelete } from '../../mturk/rules.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../handler.ts';
import { perform } from '../perform.ts';
import { connected, hitsToActOn } from '../targets.ts';

export const deleteHIT: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const { account } = session;
  const items = await hitsToActOn(workbench, session, 'Delete HITs', clicked, selected);
  if (!items || items.length === 0) return;
  // Whether work waits for review decides, so it is read now and not taken from what was listed some time ago.
  await withProgress('Looking for unreviewed work', () =>
    Promise.all(items.map(hit => account.refreshAssignments(hit.id))),
  );
  const rejected = items.flatMap(hit => account.assignments(hit.id).filter(each => each.status === 'Rejected')).length;
  await perform(workbench, session, {
    verb: 'Delete',
    done: 'Deleted',
    noun: ['HIT', 'HITs'],
    items,
    rule: hit =>
      mayDelete(
        hit,
        account
          .assignments(hit.id)
          .filter(each => each.status === 'Submitted')
          .map(each => each.id),
      ),
    act: hit => ({ verb: 'delete', hitId: hit.id }),
    remarks: [
      'Its assignments and answers can no longer be read. This can’t be undone.',
      ...(rejected > 0
        ? [`${rejected} rejected ${rejected === 1 ? 'assignment' : 'assignments'} can then no longer be taken back.`]
        : []),
    ],
    irreversible: true,
  });
};
