/** Assignments and HITs as the review grid gets them. */
import type { AnsweredAssignment, Assignment, HIT } from '../../mturk/model.ts';
import { inputsOf } from '../../review/annotationInputs.ts';
import { decodeRow } from '../../review/decode.ts';
import type { ReviewHIT, ReviewRow, RowState } from '../../review/row.ts';

export function rowState({ id, workerId, status, approved, rejected, feedback }: Assignment): RowState {
  const decided = approved ?? rejected;
  return {
    id,
    workerId,
    status,
    ...(decided === undefined ? {} : { decided }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

export function reviewRow(assignment: AnsweredAssignment): ReviewRow {
  const { hitId, accepted, submitted, autoApproves, answer } = assignment;
  return { ...rowState(assignment), hitId, accepted, submitted, autoApproves, answers: decodeRow(answer) };
}

export function reviewHIT({ id, title, typeId, reward, annotation }: HIT, cells?: ReviewHIT['inputs']): ReviewHIT {
  return { id, title, typeId, reward, inputs: cells ?? inputsOf(annotation) };
}
