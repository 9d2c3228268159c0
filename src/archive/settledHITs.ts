/** Which HITs an archive already holds in their final state, so that their assignments need not be read again. */
import type { ArchiveWriter } from './writer.ts';

/** A rejection can be reversed for so long, in seconds. */
const reversible = 30 * 86_400;

/**
 * Whether the assignments of a HIT can't have changed since the archive of the time `earlier` (in seconds, 0 without one). Bonuses
 * may still have been paid.
 */
export function isSettled(
  archive: Pick<ArchiveWriter, 'get'>,
  hit: { readonly HITId?: string },
  earlier: number,
): boolean {
  if (earlier === 0) return false;
  const id = hit.HITId ?? '';
  const known = archive.get(`SELECT content FROM objects WHERE kind = 'HIT' AND id = ?`, id);
  if (!known) return false;
  const before = JSON.parse(String(known.content)) as Readonly<Record<string, unknown>>;
  if (
    markOf(before) !== markOf(plain(hit)) ||
    before.NumberOfAssignmentsPending !== 0 ||
    before.HITStatus === 'Assignable'
  )
    return false;
  const open = archive.get(
    `SELECT 1 AS found FROM objects WHERE kind = 'Assignment' AND parent = ?
         AND NOT (status = 'Approved' OR (status = 'Rejected' AND json_extract(content, '$.RejectionTime') < ?)) LIMIT 1`,
    id,
    earlier - reversible,
  );
  return open === undefined;
}

/** The fields of a HIT that change with its assignments. */
export function markOf(hit: object): string {
  const {
    HITStatus,
    MaxAssignments,
    NumberOfAssignmentsPending,
    NumberOfAssignmentsAvailable,
    NumberOfAssignmentsCompleted,
    HITTypeId,
  } = hit as Readonly<Record<string, unknown>>;
  return JSON.stringify([
    HITStatus,
    MaxAssignments,
    NumberOfAssignmentsPending,
    NumberOfAssignmentsAvailable,
    NumberOfAssignmentsCompleted,
    HITTypeId,
  ]);
}

/** An answer of the SDK as plain JSON: its times become seconds. */
export function plain(object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, value instanceof Date ? value.getTime() / 1000 : value]),
  );
}
