import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { assignmentToOpen, clickedTarget, show } from '../openDocuments.ts';
import { connected, pickHIT } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

const title = 'Open Answer';

/** The answer of an assignment, laid out as XML. */
export const openAnswer: Handler<Needs<'documents' | 'prompts' | 'sessions'>> = async (workbench, clicked) => {
  const session = connected(workbench);
  const target = clicked === undefined || clicked === null ? undefined : clickedTarget(session, title, clicked);
  if (target?.kind === 'hit') throw new CommandError(`${title}: select an assignment, not a HIT.`);
  const ids = target ?? (await picked());
  if (!ids) return;
  const { hitId, assignmentId } = ids;
  await show(
    workbench.documents.uriOf({
      form: 'answer',
      profileId: session.profile.id,
      target: { kind: 'assignment', hitId, assignmentId },
    }),
  );

  async function picked() {
    const hit = await pickHIT(workbench, session, title);
    const assignment = hit && (await assignmentToOpen(workbench, session, title, hit));
    return hit && assignment && { hitId: hit.id, assignmentId: assignment.id };
  }
};
