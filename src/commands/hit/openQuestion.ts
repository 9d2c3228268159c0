import type { Handler } from '../commandHandler.ts';
import { show, targetToOpen } from '../openDocuments.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** The question of a HIT, laid out as XML. */
export const openQuestion: Handler<Needs<'documents' | 'prompts' | 'sessions'>> = async (workbench, clicked) => {
  const session = connected(workbench);
  const target = await targetToOpen(workbench, session, 'Open Question', clicked);
  if (target)
    await show(
      workbench.documents.uriOf({
        form: 'question',
        profileId: session.profile.id,
        target: { kind: 'hit', hitId: target.hitId },
      }),
    );
};
