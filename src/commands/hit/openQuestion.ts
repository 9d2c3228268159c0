import { show, targetToOpen } from '../documents.ts';
import type { Handler } from '../handler.ts';
import { connected } from '../targets.ts';

/** The question of a HIT, laid out as XML. */
export const openQuestion: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  const target = await targetToOpen(workbench, session, 'Open Question', clicked);
  if (target)
    await show(workbench.documents.uriOf({ kind: 'question', profileId: session.profile.id, hitId: target.hitId }));
};
