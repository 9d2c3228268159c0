/** Workers, qualifications and layouts as the service keeps them. Times are ms since the epoch, durations seconds. */

export interface Locale {
  /** ISO 3166 */
  readonly country: string;
  readonly subdivision?: string;
}

export interface Worker {
  readonly id: string;
  /** Unknown where undefined. */
  readonly locale: Locale | undefined;
  readonly adult: boolean;
  readonly masters: boolean;
  readonly created: number;
}

/** How many assignments a worker has taken to which end. */
export interface WorkRecord {
  readonly accepted: number;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  readonly returned: number;
  readonly abandoned: number;
}

export interface WorkerBlock {
  readonly seq: number;
  readonly workerId: string;
  readonly reason: string;
}

/** What a requester, or the service in the requester's name, has written to a worker. */
export interface WorkerMessage {
  readonly seq: number;
  readonly workerId: string;
  readonly requesterId: number;
  readonly subject: string;
  readonly text: string;
  readonly sent: number;
}

export type QualificationTypeStatus = 'Active' | 'Inactive' | 'Disposing' | 'Disposed';

/** A test to take before a qualification is granted: a QuestionForm, and an AnswerKey where nobody needs to mark it. */
export interface QualificationTest {
  readonly form: string;
  readonly answerKey: string | undefined;
  readonly duration: number;
}

export interface QualificationType {
  readonly seq: number;
  readonly id: string;
  readonly requesterId: number;
  readonly name: string;
  readonly description: string;
  readonly keywords: string | undefined;
  readonly status: QualificationTypeStatus;
  readonly test: QualificationTest | undefined;
  /** How long after a request a worker may ask again; never where undefined. */
  readonly retryDelay: number | undefined;
  /** There when whoever asks gets the qualification at once. */
  readonly autoGrantedValue: number | undefined;
  readonly creationTime: number;
}

export interface Qualification {
  readonly seq: number;
  readonly typeId: string;
  readonly workerId: string;
  readonly status: 'Granted' | 'Revoked';
  readonly value: number;
  readonly grantTime: number;
  /** Why it was revoked, in the requester's words. */
  readonly reason: string | undefined;
}

export type RequestStatus = 'Testing' | 'Pending' | 'Granted' | 'Rejected';

/** One attempt of a worker to get a qualification; `Testing` from the start of a test until its answers are in. */
export interface QualificationRequest {
  readonly seq: number;
  readonly id: string;
  readonly requesterId: number;
  readonly typeId: string;
  readonly workerId: string;
  readonly status: RequestStatus;
  readonly test: string | undefined;
  readonly startTime: number;
  readonly submitTime: number | undefined;
  /** A QuestionFormAnswers document. */
  readonly answer: string | undefined;
  /** Why it was rejected, in the requester's words. */
  readonly reason: string | undefined;
}

/** A HIT layout: HTML with `${name}` where parameters go (reference.md §6.10). */
export interface Layout {
  readonly id: string;
  readonly requesterId: number;
  readonly name: string;
  readonly html: string;
  readonly frameHeight: number;
  readonly created: number;
}
