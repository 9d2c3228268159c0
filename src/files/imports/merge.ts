/** One object from two sources: members are joined, a later state takes the place of an earlier one, and contradictions are listed. */
import type { Fields, FieldValue, RecordKind } from './importedRows.ts';

interface Conflict {
  readonly field: string;
  readonly kept: FieldValue;
  readonly other: FieldValue;
}

interface Merged {
  readonly fields: Fields;
  /** Whether anything was added to what was known. */
  readonly changed: boolean;
  readonly conflicts: readonly Conflict[];
}

/** States in their order: which of two was seen later. Reversed rejections end approved, and nothing leaves that state. */
const order: Readonly<Record<string, readonly string[]>> = {
  AssignmentStatus: ['Submitted', 'Rejected', 'Approved'],
  HITStatus: ['Unassignable', 'Assignable', 'Reviewable', 'Reviewing', 'Disposed'],
};

/** Members that go with a state: all of them are of the moment at which it was read. */
const ofState: Readonly<Partial<Record<RecordKind, { readonly by: string; readonly fields: ReadonlySet<string> }>>> = {
  Assignment: {
    by: 'AssignmentStatus',
    fields: new Set(['AssignmentStatus', 'ApprovalTime', 'RejectionTime', 'RequesterFeedback']),
  },
  // What a file said of an assignment goes with the state that it showed.
  ResultRow: { by: 'AssignmentStatus', fields: new Set(['AssignmentStatus', 'File', 'Row', 'Cells']) },
  HIT: {
    by: 'HITStatus',
    fields: new Set([
      ...['HITStatus', 'HITReviewStatus', 'MaxAssignments', 'Expiration'],
      ...['NumberOfAssignmentsPending', 'NumberOfAssignmentsAvailable', 'NumberOfAssignmentsCompleted'],
    ]),
  },
};

/** What was read of files themselves: two files may well differ. */
const ofFiles: ReadonlySet<RecordKind> = new Set<RecordKind>(['ResultFile', 'ResultRow', 'Worker']);

/**
 * Joins what two sources say of one object. What both say differently counts as the later state has it where one can be told;
 * elsewhere the first source is kept and the other value is a conflict.
 */
export function merge(kind: RecordKind, known: Fields, more: Fields): Merged {
  const state = ofState[kind];
  const rank = state ? later(known, more, state.by) : 0;
  const fields: Record<string, FieldValue> = { ...known };
  const conflicts: Conflict[] = [];
  let changed = false;
  for (const [name, value] of Object.entries(more)) {
    const before = Object.hasOwn(known, name) ? known[name] : undefined;
    if (before !== undefined && same(name, before, value)) {
      // The one with fractions of a second says more.
      if (isFiner(before, value)) {
        fields[name] = value;
        changed = true;
      }
      continue;
    }
    const moves = state?.fields.has(name) === true && rank !== 0;
    if (before === undefined) {
      // An earlier state says nothing of a later one: work that was submitted then may have feedback of neither.
      if (moves && rank < 0) continue;
      fields[name] = value;
      changed = true;
    } else if (moves) {
      if (rank < 0) continue;
      fields[name] = value;
      changed = true;
    } else if (!ofFiles.has(kind)) conflicts.push({ field: name, kept: before, other: value });
  }
  if (!ofFiles.has(kind) && contradicts(known, more, rank))
    conflicts.push({ field: 'AssignmentStatus', kept: fields.AssignmentStatus ?? '', other: 'Rejected' });
  return { fields, changed, conflicts };
}

/** Positive where `more` was read later than `known`, negative where earlier, 0 where it can't be told. */
function later(known: Fields, more: Fields, by: string): number {
  const states = order[by] ?? [];
  const [one, two] = [known[by], more[by]].map(value => (typeof value === 'string' ? states.indexOf(value) : -1));
  if (one !== undefined && two !== undefined && one >= 0 && two >= 0 && one !== two) {
    // An open HIT turns to and fro between the first two.
    if (by === 'HITStatus' && one < 2 && two < 2) return byCounts(known, more);
    return two - one;
  }
  return by === 'HITStatus' ? byCounts(known, more) : 0;
}

/** More completed work, or more assignments, is later; a stub without state is no state. */
function byCounts(known: Fields, more: Fields): number {
  for (const name of ['NumberOfAssignmentsCompleted', 'MaxAssignments', 'Expiration', 'NumberOfAssignmentsPending']) {
    const [one, two] = [known[name], more[name]];
    if (typeof one === 'number' && typeof two === 'number' && one !== two) return two - one;
  }
  return 0;
}

/** One source says rejected and the other approved: possible, because rejections can be reversed, and worth a look. */
function contradicts(known: Fields, more: Fields, rank: number): boolean {
  if (rank === 0) return false;
  const states = new Set([known.AssignmentStatus, more.AssignmentStatus]);
  return states.has('Approved') && states.has('Rejected');
}

/** Documents and texts are compared without regard to line ends, times to the second, lists and trees by their JSON. */
function same(name: string, one: FieldValue, two: FieldValue): boolean {
  if (one === two) return true;
  if (typeof one === 'number' && typeof two === 'number')
    return timeName.test(name) && Math.floor(one) === Math.floor(two);
  if (typeof one === 'string' && typeof two === 'string')
    return one.replaceAll('\r\n', '\n').trim() === two.replaceAll('\r\n', '\n').trim();
  return typeof one === 'object' && typeof two === 'object' && stable(one) === stable(two);
}

const timeName = /(?:Time|Deadline|Expiration)$/;

function isFiner(before: FieldValue, value: FieldValue): boolean {
  return (
    typeof before === 'number' && typeof value === 'number' && Number.isInteger(before) && !Number.isInteger(value)
  );
}

/** JSON with members in the order of their names: equal values give equal texts. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [two]) => (one < two ? -1 : 1)))
      : inner,
  );
}
