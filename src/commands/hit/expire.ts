import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { allowedBy, connected, namedHIT, selectHITs } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';

export const expireHIT: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectHITs(workbench, session, 'Expire HITs', clicked, selected, allowedBy('expire', session));
  if (!items || items.length === 0) return;
  const working = items.reduce((sum, hit) => sum + hit.pending, 0);
  await performOperations(workbench, session, {
    verb: 'Expire',
    noun: ['HIT', 'HITs'],
    one: namedHIT,
    items,
    state: hit => ({ hit }),
    operation: hit => ({ verb: 'expire', hitId: hit.id, before: hit.expires }),
    remarks: [
      'No more workers can accept it. Extend it to give it time again.',
      ...(working > 0 ? [`${counted(working, 'worker is', 'workers are')} at work and may still submit.`] : []),
    ],
  });
};
