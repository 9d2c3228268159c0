/** From anything that has an id to its row: HITs and assignments in the HITs view, workers in theirs. */

import { idOf } from '../../account/idIndex.ts';
import { pointedRows } from '../clickedRows.ts';
import type { Handler } from '../commandHandler.ts';
import { clickedThings } from '../namedTargets.ts';
import { Problem } from '../problem.ts';
import { connected, hitToActOn } from '../selectTargets.ts';

export const reveal: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  let [thing] = clickedThings(session.account, clicked, selected);
  if (!thing) {
    if (pointedRows(clicked, selected)) throw new Problem('Reveal: no selected row has an id.');
    const hit = await hitToActOn(workbench, session, 'Reveal in HITs View');
    if (!hit) return;
    thing = { kind: 'hit', hitId: hit.id };
  }
  if (!(await workbench.explorer.show(thing)))
    throw new Problem(`There is no row for ${idOf(thing)}: it is not known of this account any more.`);
};
