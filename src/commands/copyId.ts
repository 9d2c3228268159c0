import { idOf } from '../refs.ts';
import { clickedRows } from './clickedRows.ts';
import { CommandError } from './commandError.ts';
import type { Handler } from './commandHandler.ts';
import { clickedRefs } from './namedTargets.ts';
import { connected, pickHIT } from './selectTargets.ts';
import type { Needs } from './workbench.ts';

export const copyId: Handler<Needs<'clipboard' | 'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const ids = clickedRefs(workbench.sessions.current.account, clicked, selected).map(idOf);
  if (ids.length === 0) {
    if (clickedRows(clicked, selected)) throw new CommandError('Copy ID: no selected row has an ID.');
    const hit = await pickHIT(workbench, connected(workbench), 'Copy ID');
    if (!hit) return;
    ids.push(hit.id);
  }
  await workbench.clipboard.writeText(ids.join('\n'));
};
