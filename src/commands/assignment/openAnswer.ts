import { assignmentToOpen, show } from '../documents.ts';
import type { Handler } from '../handler.ts';
import { connected, hitToActOn, isTarget } from '../targets.ts';

/** The answer of an assignment, laid out as XML. */
export const openAnswer: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  const ids = isTarget(clicked) && clicked.kind === 'assignment' ? clicked : await picked();
  if (!ids) return;
  const { hitId, assignmentId } = ids;
  await show(workbench.documents.uriOf({ kind: 'answer', profileId: session.profile.id, hitId, assignmentId }));

  async function picked() {
    const title = 'Open Answer';
    const hit = await hitToActOn(workbench, session, title);
    const assignment = hit && (await assignmentToOpen(workbench, session, title, hit));
    return hit && assignment && { hitId: hit.id, assignmentId: assignment.id };
  }
};
