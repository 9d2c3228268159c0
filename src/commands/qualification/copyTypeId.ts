import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectQualificationTypes } from './selectTypes.ts';

export const copyQualificationTypeId: Handler<Needs<'clipboard' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const types = await selectQualificationTypes(workbench, session, 'Copy Qualification Type ID', clicked, selected);
  if (types) await workbench.clipboard.writeText(types.map(({ id }) => id).join('\n'));
};
