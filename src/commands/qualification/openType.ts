/** Opens the page of a qualification type: its settings, a histogram of scores, its workers, requests and HITs. */
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectQualificationTypes } from './selectTypes.ts';

export const openQualificationType: Handler<Needs<'openPeople' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const [type] =
    (await selectQualificationTypes(workbench, session, 'Open Qualification Type', clicked, selected)) ?? [];
  if (type) await workbench.openPeople(session, { kind: 'qualificationType', typeId: type.id });
};
