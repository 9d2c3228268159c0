/** What to say aloud when a model replaces another. */
import type { AssignmentView, HITViewModel } from '../../panels/hit/contract.ts';

/** A sentence, or nothing when nothing of interest changed. */
export function changeText(before: HITViewModel | undefined, after: HITViewModel): string {
  if (after.state.kind === 'gone') return before?.state.kind === 'gone' ? '' : 'This HIT no longer exists.';
  if (after.state.kind === 'failed') return `Couldn’t read the HIT: ${after.state.failure.reason}.`;
  if (after.state.kind !== 'present' || before?.state.kind !== 'present') return '';
  const { hit: was, staleness: wasStaleness } = before.state;
  const { hit: is, staleness } = after.state;
  const sentences: string[] = [];
  if (staleness.failure && !wasStaleness.failure) sentences.push(`Couldn’t refresh: ${staleness.failure.reason}.`);
  if (was.status !== is.status) sentences.push(`The HIT is now ${is.status}.`);
  if (was.max !== is.max) sentences.push(`It now has ${is.max} assignments.`);
  return [...sentences, ...assignmentTexts(was.assignments, is.assignments)].join(' ');
}

function assignmentTexts(was: readonly AssignmentView[], is: readonly AssignmentView[]): string[] {
  const before = new Map(was.map(each => [each.id, each.status]));
  const changed = is.filter(({ id, status }) => before.has(id) && before.get(id) !== status);
  const [only] = changed;
  if (changed.length === 1 && only) return [`The assignment of ${only.workerId} is now ${only.status}.`];
  if (changed.length > 1) return [`${changed.length} assignments changed.`];
  const came = was.length === 0 ? 0 : is.filter(({ id }) => !before.has(id)).length;
  return came === 0 ? [] : [came === 1 ? 'A new assignment was submitted.' : `${came} new assignments were submitted.`];
}
