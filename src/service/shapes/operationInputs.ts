/** The inputs of the 39 operations: one table, from the model and the documented ranges (reference.md §3). */
import { boolean, integer, list, long, oneOf, required, structure, text, timestamp, type Value } from './shape.ts';

const entityId = text({ length: { min: 1, max: 64 }, pattern: /^[A-Z0-9]+$/ });
const customerId = text({ length: { min: 1, max: 64 }, pattern: /^A[A-Z0-9]+$/ });
const amount = text({ pattern: /^[0-9]+(\.)?[0-9]{0,2}$/ });
const requestToken = text({ length: { min: 1, max: 64 } });
const country = text({ length: { min: 2, max: 2 } });
/** What workers or the requester read of a decision. */
const reason = text({ printable: true });
const feedback = text({ serviceLength: { max: 1024 }, printable: true });
const document = text({ serviceBytes: { max: 65535 } });
const yearOfSeconds = 31_536_000;
const count = { min: 1, max: 1_000_000_000 };

const page = {
  NextToken: text({ length: { min: 1, max: 255 } }),
  MaxResults: integer({ range: { min: 1, max: 100 } }),
} as const;

const locale = structure({ Country: required(country), Subdivision: country });

const qualificationRequirement = structure({
  QualificationTypeId: required(text({ serviceBytes: { min: 1, max: 255 } })),
  Comparator: required(
    oneOf(
      'LessThan',
      'LessThanOrEqualTo',
      'GreaterThan',
      'GreaterThanOrEqualTo',
      'EqualTo',
      'NotEqualTo',
      'Exists',
      'DoesNotExist',
      'In',
      'NotIn',
    ),
  ),
  IntegerValues: list(integer()),
  LocaleValues: list(locale),
  RequiredToPreview: boolean,
  ActionsGuarded: oneOf('Accept', 'PreviewAndAccept', 'DiscoverPreviewAndAccept'),
});
export type QualificationRequirementInput = Value<typeof qualificationRequirement>;

const reviewPolicy = structure({
  PolicyName: required(text()),
  Parameters: list(
    structure({
      Key: text(),
      Values: list(text()),
      MapEntries: list(structure({ Key: text(), Values: list(text()) })),
    }),
  ),
});
export type ReviewPolicyInput = Value<typeof reviewPolicy>;

const notification = structure({
  Destination: required(text()),
  Transport: required(oneOf('Email', 'SQS', 'SNS')),
  Version: required(text()),
  EventTypes: required(
    list(
      oneOf(
        'AssignmentAccepted',
        'AssignmentAbandoned',
        'AssignmentReturned',
        'AssignmentSubmitted',
        'AssignmentRejected',
        'AssignmentApproved',
        'HITCreated',
        'HITExpired',
        'HITReviewable',
        'HITExtended',
        'HITDisposed',
        'Ping',
      ),
    ),
  ),
});
export type NotificationInput = Value<typeof notification>;

const hitTypeMembers = {
  Title: required(text({ serviceLength: { min: 1, max: 128 } })),
  Description: required(text({ serviceLength: { min: 1, max: 2000 } })),
  Keywords: text({ serviceLength: { max: 1000 } }),
  Reward: required(amount),
  AssignmentDurationInSeconds: required(long({ serviceRange: { min: 30, max: yearOfSeconds } })),
  AutoApprovalDelayInSeconds: long({ serviceRange: { min: 0, max: 2_592_000 } }),
  QualificationRequirements: list(qualificationRequirement, { max: 10 }),
} as const;

const hitMembers = {
  MaxAssignments: integer({ serviceRange: count }),
  LifetimeInSeconds: required(long({ serviceRange: { min: 30, max: yearOfSeconds } })),
  Question: document,
  HITLayoutId: entityId,
  HITLayoutParameters: list(structure({ Name: required(text()), Value: required(text()) })),
  RequesterAnnotation: text({ serviceLength: { max: 255 } }),
  UniqueRequestToken: requestToken,
  AssignmentReviewPolicy: reviewPolicy,
  HITReviewPolicy: reviewPolicy,
} as const;

const qualificationTypeMembers = {
  RetryDelayInSeconds: long({ serviceRange: { min: 0 } }),
  Test: document,
  AnswerKey: document,
  TestDurationInSeconds: long({ serviceRange: { min: 1, max: yearOfSeconds } }),
  AutoGranted: boolean,
  AutoGrantedValue: integer(),
} as const;
const qualificationTypeStatus = oneOf('Active', 'Inactive');

export const inputs = {
  AcceptQualificationRequest: structure({ QualificationRequestId: required(text()), IntegerValue: integer() }),
  ApproveAssignment: structure({
    AssignmentId: required(entityId),
    RequesterFeedback: feedback,
    OverrideRejection: boolean,
  }),
  AssociateQualificationWithWorker: structure({
    QualificationTypeId: required(entityId),
    WorkerId: required(customerId),
    IntegerValue: integer(),
    SendNotification: boolean,
  }),
  CreateAdditionalAssignmentsForHIT: structure({
    HITId: required(entityId),
    NumberOfAdditionalAssignments: required(integer({ serviceRange: count })),
    UniqueRequestToken: requestToken,
  }),
  CreateHIT: structure({ ...hitTypeMembers, ...hitMembers }),
  CreateHITType: structure(hitTypeMembers),
  CreateHITWithHITType: structure({ HITTypeId: required(entityId), ...hitMembers }),
  CreateQualificationType: structure({
    Name: required(text({ serviceLength: { min: 1, max: 200 } })),
    Keywords: text({ serviceLength: { max: 1000 } }),
    Description: required(text({ serviceLength: { min: 1, max: 2000 } })),
    QualificationTypeStatus: required(qualificationTypeStatus),
    ...qualificationTypeMembers,
  }),
  CreateWorkerBlock: structure({ WorkerId: required(customerId), Reason: required(reason) }),
  DeleteHIT: structure({ HITId: required(entityId) }),
  DeleteQualificationType: structure({ QualificationTypeId: required(entityId) }),
  DeleteWorkerBlock: structure({ WorkerId: required(customerId), Reason: reason }),
  DisassociateQualificationFromWorker: structure({
    WorkerId: required(customerId),
    QualificationTypeId: required(entityId),
    Reason: reason,
  }),
  GetAccountBalance: structure({}),
  GetAssignment: structure({ AssignmentId: required(entityId) }),
  GetFileUploadURL: structure({ AssignmentId: required(entityId), QuestionIdentifier: required(text()) }),
  GetHIT: structure({ HITId: required(entityId) }),
  GetQualificationScore: structure({ QualificationTypeId: required(entityId), WorkerId: required(customerId) }),
  GetQualificationType: structure({ QualificationTypeId: required(entityId) }),
  ListAssignmentsForHIT: structure({
    HITId: required(entityId),
    AssignmentStatuses: list(oneOf('Submitted', 'Approved', 'Rejected')),
    ...page,
  }),
  ListBonusPayments: structure({ HITId: entityId, AssignmentId: entityId, ...page }),
  ListHITs: structure(page),
  ListHITsForQualificationType: structure({ QualificationTypeId: required(entityId), ...page }),
  ListQualificationRequests: structure({ QualificationTypeId: entityId, ...page }),
  ListQualificationTypes: structure({
    Query: text(),
    MustBeRequestable: required(boolean),
    MustBeOwnedByCaller: boolean,
    ...page,
  }),
  ListReviewPolicyResultsForHIT: structure({
    HITId: required(entityId),
    PolicyLevels: list(oneOf('Assignment', 'HIT')),
    RetrieveActions: boolean,
    RetrieveResults: boolean,
    ...page,
  }),
  ListReviewableHITs: structure({ HITTypeId: entityId, Status: oneOf('Reviewable', 'Reviewing'), ...page }),
  ListWorkerBlocks: structure(page),
  ListWorkersWithQualificationType: structure({
    QualificationTypeId: required(entityId),
    Status: oneOf('Granted', 'Revoked'),
    ...page,
  }),
  NotifyWorkers: structure({
    Subject: required(text({ serviceLength: { min: 1, max: 200 } })),
    MessageText: required(text({ serviceLength: { min: 1, max: 4096 } })),
    WorkerIds: required(list(customerId, { min: 1, max: 100 })),
  }),
  RejectAssignment: structure({
    AssignmentId: required(entityId),
    RequesterFeedback: required(feedback),
  }),
  RejectQualificationRequest: structure({ QualificationRequestId: required(text()), Reason: reason }),
  SendBonus: structure({
    WorkerId: required(customerId),
    BonusAmount: required(amount),
    AssignmentId: required(entityId),
    Reason: required(reason),
    UniqueRequestToken: requestToken,
  }),
  SendTestEventNotification: structure({
    Notification: required(notification),
    TestEventType: required(notification.members.EventTypes.shape.member),
  }),
  UpdateExpirationForHIT: structure({ HITId: required(entityId), ExpireAt: required(timestamp) }),
  UpdateHITReviewStatus: structure({ HITId: required(entityId), Revert: boolean }),
  UpdateHITTypeOfHIT: structure({ HITId: required(entityId), HITTypeId: required(entityId) }),
  UpdateNotificationSettings: structure({ HITTypeId: required(entityId), Notification: notification, Active: boolean }),
  UpdateQualificationType: structure({
    QualificationTypeId: required(entityId),
    Description: text({ serviceLength: { min: 1, max: 2000 } }),
    QualificationTypeStatus: qualificationTypeStatus,
    ...qualificationTypeMembers,
  }),
} as const;

export type OperationName = keyof typeof inputs;
/** The validated input of one operation. */
export type Input<N extends OperationName> = Value<(typeof inputs)[N]>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(inputs, name);
}
