/** Reports what became of an operation where the user looks: in the grid that shows it, else as a message of the window. */
import type { GridMessage } from '../panels/review/contract.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

/** Answers the action that was chosen, whenever that is. */
export async function reportResult(
  { prompts, reportInGrid }: Needs<'prompts' | 'reportInGrid'>,
  { profile }: Pick<ConnectedSession, 'profile'>,
  hitIds: Iterable<string>,
  message: GridMessage,
): Promise<string | undefined> {
  const inGrid = reportInGrid(profile.id, [...new Set(hitIds)], message);
  if (inGrid) return inGrid;
  const { kind, text, actions } = message;
  switch (kind) {
    case 'done':
      return prompts.inform(text, ...actions);
    case 'warning':
      return prompts.warn(text, ...actions);
    case 'error':
      return prompts.reportError(text, ...actions);
  }
}
