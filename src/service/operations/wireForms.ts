/** HITs and assignments as the service writes them (reference.md §6.1, §6.2). */
import { formatAmount } from '../../mturk/money.ts';
import { available, completed } from '../states/hit.ts';
import type { Assignment, HITWithContent } from '../storage/tableRows.ts';
import { type JsonObject, seconds } from './call.ts';

export function hitForm(hit: HITWithContent): JsonObject {
  return {
    HITId: hit.id,
    HITTypeId: hit.type.id,
    HITGroupId: hit.type.groupId,
    HITLayoutId: hit.layoutId,
    CreationTime: seconds(hit.creationTime),
    Title: hit.type.title,
    Description: hit.type.description,
    Question: hit.question,
    Keywords: hit.type.keywords,
    HITStatus: hit.status,
    MaxAssignments: hit.maxAssignments,
    Reward: formatAmount(hit.type.reward),
    AutoApprovalDelayInSeconds: hit.type.autoApprovalDelay,
    Expiration: seconds(hit.expiration),
    AssignmentDurationInSeconds: hit.type.assignmentDuration,
    RequesterAnnotation: hit.annotation,
    QualificationRequirements: hit.type.qualificationRequirements.map(requirement => ({ ...requirement })),
    HITReviewStatus: 'NotReviewed',
    NumberOfAssignmentsPending: hit.pending,
    NumberOfAssignmentsAvailable: available(hit),
    NumberOfAssignmentsCompleted: completed(hit),
  };
}

export function assignmentForm(assignment: Assignment): JsonObject {
  return {
    AssignmentId: assignment.id,
    WorkerId: assignment.workerId,
    HITId: assignment.hitId,
    AssignmentStatus: assignment.status,
    AutoApprovalTime: seconds(assignment.autoApprovalTime),
    AcceptTime: seconds(assignment.acceptTime),
    SubmitTime: seconds(assignment.submitTime),
    ApprovalTime: seconds(assignment.approvalTime),
    RejectionTime: seconds(assignment.rejectionTime),
    Deadline: seconds(assignment.deadline),
    Answer: assignment.answer,
    RequesterFeedback: assignment.feedback,
  };
}
