/** From anything that has an id to its row: HITs and assignments in the HITs view, workers in theirs. */

import { idOf } from '../../refs.ts';
import { clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { clickedRefs } from '../namedTargets.ts';
import { connected, pickHIT } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const reveal: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  let [ref] = clickedRefs(session.account, clicked, selected);
  if (!ref) {
    if (clickedRows(clicked, selected)) throw new CommandError('Reveal: no selected row has an ID.');
    const hit = await pickHIT(workbench, session, 'Reveal in HITs View');
    if (!hit) return;
    ref = { kind: 'hit', hitId: hit.id };
  }
  if (!(await workbench.explorer.show(ref)))
    throw new CommandError(`There is no row for ${idOf(ref)}: it is no longer in this account.`);
};
