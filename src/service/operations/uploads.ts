/** GetFileUploadURL, whose feature ended on 12 December 2017: there is no answer left that it could give (reference.md §3.2). */
import { invalidParameter, wrongState } from '../serviceErrors.ts';
import { isVisible } from '../states/assignment.ts';
import { type Handlers, ownAssignment } from './call.ts';

export const uploadOperations = {
  GetFileUploadURL: (call, input) => {
    const assignment = ownAssignment(call, input.AssignmentId);
    if (!isVisible(assignment.status))
      throw wrongState('InvalidAssignmentState', ['Submitted', 'Approved', 'Rejected']);
    throw invalidParameter(
      `Question ${input.QuestionIdentifier} of assignment ${assignment.id} has no uploaded file: the FileUploadAnswer has not been supported since December 12, 2017.`,
    );
  },
} satisfies Handlers;
