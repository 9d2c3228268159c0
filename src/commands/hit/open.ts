import type { Target } from '../../targets.ts';
import type { Handler } from '../handler.ts';
import { allTargets, connected, hitToActOn, isTarget } from '../targets.ts';

/** The argument of a row's own command: a click shows the panel and leaves the keyboard in the tree, as it does for files. */
export interface ClickedRow {
  readonly row: Target;
}

export const openHIT: Handler = async (workbench, clicked) => {
  const session = connected(workbench);
  if (isClickedRow(clicked)) return workbench.openHIT(session, { ...idsOf(clicked.row), preserveFocus: true });
  const [target] = allTargets(clicked);
  if (target) return workbench.openHIT(session, idsOf(target));
  const hit = await hitToActOn(workbench, session, 'Open HIT');
  if (hit) workbench.openHIT(session, { hitId: hit.id });
};

function isClickedRow(value: unknown): value is ClickedRow {
  return typeof value === 'object' && value !== null && 'row' in value && isTarget(value.row);
}

function idsOf(target: Target): { hitId: string; assignmentId?: string } {
  return target.kind === 'hit' ? { hitId: target.hitId } : { hitId: target.hitId, assignmentId: target.assignmentId };
}
