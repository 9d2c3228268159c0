/** What a menu or a key points at: rows by id. Nothing is pointed at when a command comes from the palette. */
import { idOf } from '../account/idIndex.ts';
import type { Target, TargetKind, WorkerTarget } from '../targets.ts';
import type { GroupNode } from '../views/nodes.ts';
import { Problem } from './problem.ts';
import type { Workbench } from './workbench.ts';

/** The rows that were passed, and undefined when there were none to pass. */
export function clickedRows(clicked: unknown, selected: unknown): readonly unknown[] | undefined {
  if (Array.isArray(selected) && selected.length > 0) return selected;
  if (clicked === undefined || clicked === null) return undefined;
  return [clicked];
}

/** The things that were pointed at, each once: a group stands for what the view shows in it. */
export function clickedRefs(
  { explorer }: Pick<Workbench, 'explorer'>,
  clicked: unknown,
  selected: unknown,
): readonly (Target | WorkerTarget)[] | undefined {
  const rows = clickedRows(clicked, selected);
  if (!rows) return undefined;
  const refs = rows.flatMap((row): readonly (Target | WorkerTarget)[] => {
    if (isGroup(row)) return explorer.membersOf(row);
    return isTarget(row) || isWorkerTarget(row) ? [row] : [];
  });
  return [...new Map(refs.map(ref => [idOf(ref), ref])).values()];
}

const nouns: Readonly<Record<TargetKind, string>> = { hit: 'HITs', assignment: 'assignments' };

/**
 * The targets of one kind among what was pointed at; rows of another kind are not acted on, which is told. Undefined when
 * nothing was pointed at. Throws a {@link Problem} when nothing of that kind was.
 */
export function clickedTargets<K extends TargetKind>(
  workbench: Pick<Workbench, 'explorer' | 'prompts'>,
  kind: K,
  title: string,
  clicked: unknown,
  selected: unknown,
): readonly Extract<Target, { kind: K }>[] | undefined {
  const refs = clickedRefs(workbench, clicked, selected);
  if (!refs) return undefined;
  const targets = refs.filter((ref): ref is Extract<Target, { kind: K }> => ref.kind === kind);
  if (targets.length === 0) throw new Problem(`${title}: this is for ${nouns[kind]}, and no such row is selected.`);
  const others = refs.length - targets.length;
  if (others > 0)
    void workbench.prompts.warn(
      `${title}: left out ${others} selected ${others === 1 ? 'row that is' : 'rows that are'} not for it; this is for ${nouns[kind]}.`,
    );
  return targets;
}

export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const hasHIT = 'hitId' in value && typeof value.hitId === 'string';
  if (value.kind === 'hit') return hasHIT;
  return value.kind === 'assignment' && hasHIT && 'assignmentId' in value && typeof value.assignmentId === 'string';
}

export function isWorkerTarget(value: unknown): value is WorkerTarget {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'worker' &&
    'workerId' in value &&
    typeof value.workerId === 'string'
  );
}

export function isGroup(value: unknown): value is GroupNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'group' &&
    'key' in value &&
    typeof value.key === 'string' &&
    'of' in value &&
    (value.of === 'hits' || value.of === 'work')
  );
}
