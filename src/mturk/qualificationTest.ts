/** What the service asks of a qualification test beyond the schema of its form (reference.md §3.4). */
import type { FormQuestion } from './questionForm.ts';

export interface TestProblem {
  /** The question at fault. */
  readonly identifier: string;
  /** A clause. */
  readonly reason: string;
}

/** Why the service refuses a test with these questions. `hasKey`: whether an answer key scores it. */
export function testProblem(questions: readonly FormQuestion[], hasKey: boolean): TestProblem | undefined {
  const upload = questions.find(({ answer }) => answer.kind === 'fileUpload');
  if (upload)
    return {
      identifier: upload.identifier,
      reason: `question ${upload.identifier} of the test has a FileUploadAnswer`,
    };
  const written = hasKey ? questions.find(({ answer }) => answer.kind !== 'selection') : undefined;
  return (
    written && {
      identifier: written.identifier,
      reason: `a test with an answer key may have only multiple choice questions, and question ${written.identifier} is not one`,
    }
  );
}
