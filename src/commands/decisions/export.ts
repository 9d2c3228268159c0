import { rowOf } from '../../files/writing.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { collect } from './collect.ts';
import { saveDecisions } from './save.ts';
import { scopeOf } from './scope.ts';

/** Writes the work of a selection as a file with columns to fill. */
export const exportDecisions: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const title = 'Export Decisions';
  const scope = await scopeOf(workbench, session, title, clicked, selected);
  if (!scope) return;
  const works = await collect(session, scope);
  if (works.length === 0) {
    await workbench.prompts.inform('No work has been submitted for these HITs yet.');
    return;
  }
  await saveDecisions(workbench, session, works.map(rowOf), title);
};
