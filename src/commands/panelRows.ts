/** What a right-click in a panel was about, as rows: commands can't tell them from those of a tree. */
import { webviewSections } from '../ids.ts';
import type { WorkRef } from '../refs.ts';

/** The assignments of a {@link WebviewContext}; nothing where the value is none, or names none. */
export function panelRows(value: unknown): readonly WorkRef[] | undefined {
  if (typeof value !== 'object' || value === null || !('webviewSection' in value) || !('assignments' in value))
    return undefined;
  const { webviewSection, assignments } = value;
  if (webviewSection !== webviewSections.assignment || typeof assignments !== 'object' || assignments === null)
    return undefined;
  const rows = Object.entries(assignments).flatMap(([hitId, ids]) =>
    Array.isArray(ids)
      ? ids
          .filter(id => typeof id === 'string')
          .map((assignmentId): WorkRef => ({ kind: 'assignment', hitId, assignmentId }))
      : [],
  );
  return rows.length > 0 ? rows : undefined;
}
