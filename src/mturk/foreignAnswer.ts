/** Answers that no Mechanical Turk service gives: a web page, a redirect, a gateway's error, an empty success. */
import type { ApiOperation } from './operations.ts';
import { printable } from './plainText.ts';

/** What an HTTP exchange brought. Header names are in lower case. */
export interface RawAnswer {
  readonly status: number;
  readonly reason?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Something answered, but not as the service does. Whether a write had an effect is open. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer';
  readonly kind: 'notTheService' | 'serviceFault' | 'throttled' | 'proxy';
  readonly code: string;
  readonly advice: string | undefined;
  /** The SDK reads it to decide on retries, and writes the number of attempts into it. */
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(kind: ForeignAnswer['kind'], message: string, status: number, advice?: string) {
    super(message);
    this.kind = kind;
    this.code = String(status);
    this.advice = advice;
    this.$metadata = { httpStatusCode: status };
  }
}

/** Operations whose success says nothing but that (§3): the service answers `{}`. */
const silent: ReadonlySet<ApiOperation> = new Set([
  'AcceptQualificationRequest',
  'ApproveAssignment',
  'AssociateQualificationWithWorker',
  'CreateAdditionalAssignmentsForHIT',
  'CreateWorkerBlock',
  'DeleteHIT',
  'DeleteQualificationType',
  'DeleteWorkerBlock',
  'DisassociateQualificationFromWorker',
  'RejectAssignment',
  'RejectQualificationRequest',
  'SendBonus',
  'SendTestEventNotification',
  'UpdateExpirationForHIT',
  'UpdateHITReviewStatus',
  'UpdateHITTypeOfHIT',
  'UpdateNotificationSettings',
]);

/** One of these is in each success of an operation that answers something (§3). */
const members: ReadonlyMap<ApiOperation, readonly string[]> = new Map([
  ['CreateHIT', ['HIT']],
  ['CreateHITType', ['HITTypeId']],
  ['CreateHITWithHITType', ['HIT']],
  ['CreateQualificationType', ['QualificationType']],
  ['GetAccountBalance', ['AvailableBalance']],
  ['GetAssignment', ['Assignment']],
  ['GetFileUploadURL', ['FileUploadURL']],
  ['GetHIT', ['HIT']],
  ['GetQualificationScore', ['Qualification']],
  ['GetQualificationType', ['QualificationType']],
  ['ListAssignmentsForHIT', ['Assignments', 'NumResults']],
  ['ListBonusPayments', ['BonusPayments', 'NumResults']],
  ['ListHITs', ['HITs', 'NumResults']],
  ['ListHITsForQualificationType', ['HITs', 'NumResults']],
  ['ListQualificationRequests', ['QualificationRequests', 'NumResults']],
  ['ListQualificationTypes', ['QualificationTypes', 'NumResults']],
  ['ListReviewableHITs', ['HITs', 'NumResults']],
  ['ListReviewPolicyResultsForHIT', ['HITId']],
  ['ListWorkerBlocks', ['WorkerBlocks', 'NumResults']],
  ['ListWorkersWithQualificationType', ['Qualifications', 'NumResults']],
  ['NotifyWorkers', ['NotifyWorkersFailureStatuses']],
  ['UpdateQualificationType', ['QualificationType']],
]);

/**
 * What is foreign about an answer, as far as its status, its headers and its first bytes show it; nothing where the SDK may
 * read it. A success is 200 with a JSON object. Amazon's documents say that silent operations answer an empty body, its service
 * answered `{}` (§2): both count, the empty one only with the request's id, which no web server, captive portal or proxy adds.
 */
export function foreignAnswer(operation: ApiOperation | undefined, answer: RawAnswer): ForeignAnswer | undefined {
  const { status, headers, body } = answer;
  if (status >= 300) return isServiceError(answer) ? undefined : foreignError(answer);
  const named = (headers['x-amzn-requestid'] ?? '') !== '';
  const start = firstCharacter(body);
  const mayBeEmpty = operation === undefined || silent.has(operation);
  if (status === 200 && start === '{') {
    if (!operation || !silent.has(operation) || named || /^\s*\{\s*\}\s*$/.test(head(body))) return undefined;
  } else if (status === 200 && start === '' && named && mayBeEmpty) return undefined;
  return new ForeignAnswer(
    'notTheService',
    `it answered ${statusWords(answer)} ${bodyWords(answer)}, which is not an answer to ${operation ?? 'the request'}`,
    status,
  );
}

/** What is foreign about a success that the SDK has read: none of the members is there that the service always sends. */
export function incompleteAnswer(operation: ApiOperation, output: object): ForeignAnswer | undefined {
  const wanted = members.get(operation);
  if (!wanted || wanted.some(name => (output as Readonly<Record<string, unknown>>)[name] !== undefined))
    return undefined;
  return new ForeignAnswer('notTheService', `its answer to ${operation} has no ${wanted[0]}`, 200);
}

/** Errors of the service name themselves in `__type`, those of AWS's front end in a header (§5). */
function isServiceError({ headers, body }: RawAnswer): boolean {
  if ((headers['x-amzn-errortype'] ?? '') !== '') return true;
  if (firstCharacter(body) !== '{') return false;
  try {
    const json = JSON.parse(head(body, mostErrorBytes)) as Readonly<Record<string, unknown>>;
    return typeof json.__type === 'string';
  } catch {
    return false;
  }
}

function foreignError(answer: RawAnswer): ForeignAnswer {
  const { status, headers, body } = answer;
  const foreign = (kind: ForeignAnswer['kind'], words: string, advice?: string) =>
    new ForeignAnswer(kind, words, status, advice);
  const said = `it answered ${statusWords(answer)} ${bodyWords(answer)}`;
  const text = head(body);
  if (/plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|speaking plain HTTP to an SSL/i.test(text))
    return foreign(
      'notTheService',
      'it uses TLS, and the endpoint starts with http://',
      'Start the endpoint with https://.',
    );
  if (status < 400) {
    const to = printable(headers.location ?? '', 200);
    return foreign(
      'notTheService',
      `it redirects${to ? ` to ${to}` : ''} (${statusWords(answer)})`,
      'If you know that address, enter it as the endpoint of the profile.',
    );
  }
  switch (status) {
    case 401:
    case 403:
      return foreign(
        'notTheService',
        said,
        'Check the endpoint of the profile. A gateway in front of the service must let the requests pass.',
      );
    case 407:
      return foreign('proxy', 'it requires a user name and password');
    case 413:
      return foreign('notTheService', said, 'The request is too large for the server. Ask its operator to allow more.');
    case 429:
      return foreign('throttled', said);
    case 505:
      return foreign('notTheService', said, 'Check the endpoint of the profile.');
    default:
      return status >= 500 ? foreign('serviceFault', said) : foreign('notTheService', said);
  }
}

const mostErrorBytes = 64 * 1024;

function head(body: Uint8Array, bytes = 4096): string {
  return new TextDecoder().decode(body.subarray(0, bytes));
}

function firstCharacter(body: Uint8Array): string {
  const place = body.findIndex(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return place < 0 ? '' : String.fromCharCode(body[place] ?? 0);
}

function statusWords({ status, reason }: RawAnswer): string {
  return `${status} ${printable(reason ?? '', 60)}`.trim();
}

function bodyWords({ headers, body }: RawAnswer): string {
  if (firstCharacter(body) === '') return 'with nothing in it';
  if (/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(head(body))) return 'with a web page';
  return 'with other content';
}
