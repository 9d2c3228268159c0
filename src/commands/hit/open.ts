import { isRef, type WorkRef } from '../../refs.ts';
import { clickedRows } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected, pickHIT, stillThere } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** The argument of a row's own command: a click shows the panel and leaves the keyboard in the tree, as it does for files. */
export interface ClickedRow {
  readonly row: WorkRef;
}

/** More panels at once help nobody. */
const mostPanels = 10;

export const openHIT: Handler<Needs<'openHIT' | 'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  if (isClickedRow(clicked)) return workbench.openHIT(session, { target: clicked.row, preserveFocus: true });
  const targets = clickedRows(clicked, selected)?.filter(each => isRef(each, 'hit', 'assignment'));
  if (!targets) {
    const picked = await pickHIT(workbench, session, 'Open HIT');
    if (picked) await workbench.openHIT(session, { target: { kind: 'hit', hitId: picked.id } });
    return;
  }
  // One panel for each HIT, though several of its assignments may be selected.
  const byHIT = [...new Map(targets.map(target => [target.hitId, target])).values()];
  const [first] = byHIT;
  if (!first) throw new CommandError('Open HIT: no selected row is a HIT or an assignment.');
  if (byHIT.length > mostPanels)
    throw new CommandError(`Open HIT: ${byHIT.length} HITs are selected; at most ${mostPanels} are opened at once.`);
  const known = stillThere(workbench, 'Open HIT', byHIT, target => session.account.hit(target.hitId) && target);
  for (const target of known) await workbench.openHIT(session, { target });
};

function isClickedRow(value: unknown): value is ClickedRow {
  return typeof value === 'object' && value !== null && 'row' in value && isRef(value.row, 'hit', 'assignment');
}
