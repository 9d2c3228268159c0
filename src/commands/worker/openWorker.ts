/** Opens the page of a worker: work with answers, money, qualifications, messages, note. */
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectWorkers } from './selectWorkers.ts';

export const openWorker: Handler<Needs<'clipboard' | 'explorer' | 'openPeople' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const [workerId] =
    (await selectWorkers(workbench, session, 'Open Worker', clicked, selected, { ofAssignments: false })) ?? [];
  if (workerId !== undefined) await workbench.openPeople(session, { kind: 'worker', workerId });
};
