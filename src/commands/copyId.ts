import type { Handler } from './handler.ts';
import { connected, hitToActOn } from './targets.ts';
import { clickedThings, idOf } from './things.ts';

export const copyId: Handler = async (workbench, clicked, selected) => {
  const ids = clickedThings(workbench.sessions.current.account, clicked, selected).map(idOf);
  if (ids.length === 0) {
    const hit = await hitToActOn(workbench, connected(workbench), 'Copy id');
    if (!hit) return;
    ids.push(hit.id);
  }
  await workbench.clipboard.writeText(ids.join('\n'));
};
