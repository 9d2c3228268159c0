import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { runningLocal } from './running.ts';

export const resetLocal: Handler<Needs<'local' | 'prompts'>> = async workbench => {
  runningLocal(workbench);
  const seed = await workbench.prompts.pick('Reset Local data', 'Reset Local to', [
    { label: 'Sample HITs', description: 'for experiments', value: 'sample' as const },
    { label: 'Nothing', description: 'to publish to it from your own code', value: 'none' as const },
  ]);
  if (!seed) return;
  const sure = await workbench.prompts.confirm({
    message: 'Reset all data of Local?',
    detail:
      'All HITs, assignments, answers and bonuses in Local are deleted, for every window, and its clock is set back. This can’t be undone. Other profiles are not affected.',
    action: 'Reset',
    warning: true,
  });
  if (sure) await workbench.local.control('reset', { seed });
};
