import type { Handler } from './commandHandler.ts';
import { show, targetToOpen } from './openDocuments.ts';
import { connected } from './selectTargets.ts';
import type { Needs } from './workbench.ts';

/** Everything that the service says of a HIT or an assignment, in its own names. */
export const openJson: Handler<Needs<'documents' | 'prompts' | 'sessions'>> = async (workbench, clicked) => {
  const session = connected(workbench);
  const target = await targetToOpen(workbench, session, 'Open as JSON', clicked);
  if (target) await show(workbench.documents.uriOf({ form: 'json', target, profileId: session.profile.id }));
};
