/** What a menu or a key points at: rows by id. Nothing is pointed at when a command comes from the palette. */

import { counted } from '../mturk/plurals.ts';
import { idOf, isRef, type WorkRef } from '../refs.ts';
import type { GroupNode, WorkerRow } from '../views/nodes.ts';
import { CommandError } from './commandError.ts';
import type { Needs } from './workbench.ts';

/** The rows that were passed, and undefined when there were none to pass. */
export function clickedRows(clicked: unknown, selected: unknown): readonly unknown[] | undefined {
  if (Array.isArray(selected) && selected.length > 0) return selected;
  if (clicked === undefined || clicked === null) return undefined;
  return [clicked];
}

/** The targets that were clicked, each once: a group stands for the rows in it. */
export function clickedRefs(
  { explorer }: Needs<'explorer'>,
  clicked: unknown,
  selected: unknown,
): readonly (WorkRef | WorkerRow)[] | undefined {
  const rows = clickedRows(clicked, selected);
  if (!rows) return undefined;
  const refs = rows.flatMap((row): readonly (WorkRef | WorkerRow)[] => {
    if (isGroup(row)) return explorer.membersOf(row);
    return isRef(row, 'hit', 'assignment', 'worker') ? [row] : [];
  });
  return [...new Map(refs.map(ref => [idOf(ref), ref])).values()];
}

const nouns: Readonly<Record<WorkRef['kind'], string>> = { hit: 'HITs', assignment: 'assignments' };

/**
 * The targets of one kind among what was pointed at; rows of another kind are skipped, with a warning. Undefined when
 * nothing was pointed at. Throws a {@link CommandError} when nothing of that kind was.
 */
export function clickedTargets<K extends WorkRef['kind']>(
  workbench: Needs<'explorer' | 'prompts'>,
  kind: K,
  title: string,
  clicked: unknown,
  selected: unknown,
): readonly Extract<WorkRef, { kind: K }>[] | undefined {
  const refs = clickedRefs(workbench, clicked, selected);
  if (!refs) return undefined;
  const targets = refs.filter((ref): ref is Extract<WorkRef, { kind: K }> => ref.kind === kind);
  if (targets.length === 0) throw new CommandError(`${title}: select ${nouns[kind]}.`);
  const others = refs.length - targets.length;
  if (others > 0)
    void workbench.prompts.warn(
      `${title}: skipped ${counted(others, 'selected row')}, because this works only on ${nouns[kind]}.`,
    );
  return targets;
}

/** A worker's row, with what relates it to its parent. */
export function isWorkerRow(value: unknown): value is WorkerRow {
  if (!isRef(value, 'worker')) return false;
  const { typeId, requestId, revoked }: Readonly<Record<string, unknown>> = { ...value };
  const isText = (each: unknown) => each === undefined || typeof each === 'string';
  return isText(typeId) && isText(requestId) && (revoked === undefined || revoked === true);
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
