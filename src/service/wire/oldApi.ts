/** The API before 2017-01-17, which spoke in queries: gone since 2019 (reference.md §8). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from './http.ts';

/** Whether a request speaks it: it names its operation in the query, or posts a form to the API's address. */
export function isOldCall({ method, headers }: IncomingMessage, { pathname, searchParams }: URL): boolean {
  if (pathname !== '/') return false;
  if (searchParams.has('Operation') && (searchParams.has('Service') || searchParams.has('AWSAccessKeyId'))) return true;
  return (
    method === 'POST' &&
    headers['x-amz-target'] === undefined &&
    headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  );
}

export function answerOldCall(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const words = 'This Requester API is no longer supported. Use version 2017-01-17.';
  const error = `<Error><Code>AWS.ServiceNotSupported</Code><Message>${words}</Message></Error>`;
  send(
    response,
    410,
    'text/xml; charset=utf-8',
    `<?xml version="1.0"?><Response><OperationRequest><Errors>${error}</Errors></OperationRequest></Response>`,
  );
}
