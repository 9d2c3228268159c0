/** Whether a HIT is what a search line asks for. */
import type { Counts } from '../../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import type { Note } from '../notes.ts';
import type { Comparison, Condition, MarkState, NumberField, Query, State, TextField } from './searchQuery.ts';

/** A HIT with what belongs to it. */
export interface Candidate {
  readonly hit: HIT;
  readonly counts: Counts;
  readonly assignments: readonly Assignment[];
  /** What is noted about its assignments. */
  readonly notes: readonly Note[];
  readonly now: Instant;
}

/** All terms must hold; an empty query matches everything. */
export function matches(query: Query, candidate: Candidate): boolean {
  return query.every(({ not, condition }) => openHITs(condition, candidate) !== not);
}

function openHITs(condition: Condition, candidate: Candidate): boolean {
  const { hit, counts, assignments, notes, now } = candidate;
  switch (condition.kind) {
    case 'words':
      return (
        includes(hit.title, condition.text) ||
        includes(hit.annotation, condition.text) ||
        includes(hit.keywords, condition.text) ||
        includes(hit.id, condition.text) ||
        includes(hit.description, condition.text)
      );
    case 'text':
      if (condition.field === 'worker') return assignments.some(({ workerId }) => includes(workerId, condition.text));
      if (condition.field === 'note') return notes.some(({ text }) => includes(text, condition.text));
      return includes(textOf(hit, condition.field), condition.text);
    case 'mark':
      return notes.some(note => isMarked(note, condition.mark));
    case 'status':
      return isIn(condition.state, hit, counts, now);
    case 'reward':
      return compare(hit.reward, condition.comparison, condition.amount);
    case 'number':
      return compare(numberOf(hit, counts, condition.field), condition.comparison, condition.value);
    case 'time': {
      const span = condition.field === 'created' ? now - hit.created : momentOf(candidate, condition.field) - now;
      // What is over, or never comes, is not within a time from now.
      return span >= 0 && Number.isFinite(span) && compare(span, condition.comparison, condition.span);
    }
  }
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part);
}

function isMarked({ text, mark }: Note, wanted: MarkState): boolean {
  return wanted === 'any' || (wanted === 'note' ? text !== '' : mark === wanted);
}

function textOf(hit: HIT, field: Exclude<TextField, 'worker' | 'note'>): string {
  switch (field) {
    case 'type':
      return hit.typeId;
    case 'group':
      return hit.groupId;
    default:
      return hit[field];
  }
}

function numberOf(hit: HIT, counts: Counts, field: NumberField): number {
  switch (field) {
    case 'max':
      return hit.maxAssignments;
    case 'unreviewed':
      return counts.submitted;
    default:
      return counts[field];
  }
}

function momentOf({ hit, assignments }: Candidate, field: 'expires' | 'deadline'): Instant {
  return field === 'expires' ? hit.expires : (nearestDeadline(assignments) ?? Number.POSITIVE_INFINITY);
}

/** When the first submitted assignment auto-approves. */
export function nearestDeadline(assignments: readonly Assignment[]): Instant | undefined {
  let nearest: Instant | undefined;
  for (const { status, autoApproves } of assignments)
    if (status === 'Submitted' && (nearest === undefined || autoApproves < nearest)) nearest = autoApproves;
  return nearest;
}

export function isDone(hit: HIT, counts: Counts): boolean {
  return (
    (hit.status === 'Reviewable' || hit.status === 'Reviewing' || hit.status === 'Disposed') &&
    counts.submitted + counts.unclear + counts.working === 0
  );
}

function isIn(state: State, hit: HIT, counts: Counts, now: Instant): boolean {
  switch (state) {
    case 'open':
      return counts.available > 0 && hit.expires > now;
    case 'expired':
      return hit.expires <= now;
    case 'unreviewed':
      return counts.submitted > 0;
    case 'done':
      return isDone(hit, counts);
    default:
      return hit.status.toLowerCase() === state;
  }
}

function compare(value: number, comparison: Comparison, to: number): boolean {
  switch (comparison) {
    case '=':
      return value === to;
    case '<':
      return value < to;
    case '<=':
      return value <= to;
    case '>':
      return value > to;
    case '>=':
      return value >= to;
  }
}
