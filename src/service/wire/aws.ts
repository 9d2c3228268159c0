/** The API's wire: AWS JSON 1.1 over POST / (reference.md §2, §5). */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../operations/call.ts';
import { FrameworkError, RequestError, ServiceFault } from '../serviceErrors.ts';
import { isOperationName, type OperationName } from '../shapes/operationInputs.ts';
import type { Requester } from '../storage/tableRows.ts';
import { withDoubleTimes } from './doubles.ts';
import type { FaultKind, Faults } from './faults.ts';
import { BodyTooLarge, parseJson, readBody, send } from './http.ts';
import type { Limits } from './requestRate.ts';
import { verifySignature } from './signature.ts';
import type { Stats } from './stats.ts';

const targetPrefix = 'MTurkRequesterServiceV20170117.';
const contentType = 'application/x-amz-json-1.1';

interface AwsOptions {
  /** Carries out an operation on its input. Rejects with FrameworkError or RequestError. */
  readonly perform: (operation: OperationName, input: unknown, requester: Requester) => Promise<JsonObject>;
  readonly requesterOf: (accessKeyId: string) => Requester | undefined;
  readonly stats: Stats;
  readonly faults: Faults;
  readonly limits: Limits;
  /** Resolves so many ms later. */
  readonly pause: (ms: number) => Promise<unknown>;
  readonly wall: () => number;
  /** The service's time in ms, which its errors contain. */
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Answers API calls; whatever happens, the caller gets an answer in the service's form. */
export function awsHandler(options: AwsOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const requestId = randomUUID();
    const operation = operationOf(request);
    let answer: Answer;
    const headers = { 'x-amzn-RequestId': requestId };
    try {
      answer = { status: 200, body: await call(options, request, operation) };
    } catch (error) {
      if (error instanceof ConnectionReset) {
        if (operation) options.stats.count(operation, true);
        response.destroy();
        return;
      }
      // The caller went away before the request was complete: there is nobody to answer, and nothing has failed.
      if (!request.complete && !(error instanceof BodyTooLarge)) return;
      answer = errorAnswer(error, options);
    }
    if (operation) options.stats.count(operation, answer.status !== 200);
    send(response, answer.status, contentType, withDoubleTimes(JSON.stringify(answer.body)), headers);
  };
}

/** A fault that was asked for: the caller gets no answer. */
class ConnectionReset extends Error {}

async function call(
  options: AwsOptions,
  request: IncomingMessage,
  operation: OperationName | undefined,
): Promise<JsonObject> {
  const body = await readBody(request);
  if (!operation) throw new FrameworkError('UnknownOperationException', 'The operation is not known.');
  const signed = { method: request.method ?? 'POST', path: request.url ?? '/', headers: request.headers, body };
  const requester = verifySignature(signed, options.requesterOf, options.wall());
  if (!options.limits.admit(requester.id)) throw throttled();
  const { latencyMs, fault } = options.faults.draw(operation);
  if (latencyMs > 0) await options.pause(latencyMs);
  fail(fault);
  // Some clients send nothing at all for an operation without input.
  const parsed = body.length === 0 ? { json: {} } : parseJson(body);
  if (!parsed) throw new FrameworkError('SerializationException', 'The request body is not JSON.');
  const answer = await options.perform(operation, parsed.json, requester);
  if (fault === 'resetAfter') throw new ConnectionReset();
  return answer;
}

/** Ends a call that a fault keeps from having any effect. */
function fail(fault: FaultKind | undefined): void {
  if (fault === 'throttle') throw throttled();
  if (fault === 'serviceFault') throw new ServiceFault();
  if (fault === 'resetBefore') throw new ConnectionReset();
}

function throttled(): FrameworkError {
  return new FrameworkError('ThrottlingException', 'Rate exceeded');
}

function operationOf(request: IncomingMessage): OperationName | undefined {
  const target = request.headers['x-amz-target'];
  if (typeof target !== 'string' || !target.startsWith(targetPrefix)) return undefined;
  const name = target.slice(targetPrefix.length);
  return isOperationName(name) ? name : undefined;
}

function errorAnswer(error: unknown, { now, report }: AwsOptions): Answer {
  if (error instanceof RequestError)
    return {
      status: 400,
      body: {
        __type: error.type,
        Message: `${error.message} (${Math.floor(now())})`,
        ...(error.type === 'RequestError' ? { TurkErrorCode: `AWS.MechanicalTurk.${error.code}` } : {}),
      },
    };
  if (error instanceof FrameworkError)
    return { status: error.status, body: { __type: error.type, message: error.message } };
  if (error instanceof BodyTooLarge)
    return { status: 413, body: { __type: 'RequestEntityTooLargeException', message: error.message } };
  if (!(error instanceof ServiceFault)) report(error);
  return {
    status: 500,
    body: {
      __type: 'ServiceFault',
      Message: `The service is temporarily unable to process your request. Please try again. (${Math.floor(now())})`,
      TurkErrorCode: 'AWS.ServiceUnavailable',
    },
  };
}
