/** What every answer to bad input must be: in the service's form, in time, and not the service's fault. */
import assert from 'node:assert/strict';
import type { RawAnswer } from '../../../support/signed.ts';

/** Far more than any answer takes: what is not there by then hangs. */
export const patience = 60_000;

/** Gives the body of an answer that is 200, or a refusal of 4xx in the form of §5. */
export function checkAnswer({ status, headers, text }: RawAnswer, asked: string): Record<string, unknown> {
  const context = `${status} ${text.slice(0, 300)} for ${asked.slice(0, 500)}`;
  assert(status === 200 || (status >= 400 && status < 500), context);
  assert.equal(headers.get('content-type'), 'application/x-amz-json-1.1', context);
  assert.match(headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/, context);
  const body = JSON.parse(text) as Record<string, unknown>;
  if (status === 200) {
    assert(!('__type' in body), context);
    return body;
  }
  if (body.__type === 'RequestError') {
    assert.match(String(body.TurkErrorCode), /^AWS\.MechanicalTurk\.\w+$/, context);
    assert.match(String(body.Message), / \(\d{13}\)$/, context);
  } else if (body.__type === 'ParameterValidationError' || body.__type === 'InvalidParameterCombinationError') {
    assert.deepEqual(Object.keys(body), ['__type', 'Message'], context);
    assert.match(String(body.Message), / \(\d{13}\)$/, context);
  } else {
    assert.match(
      String(body.__type),
      /^(Validation|Serialization|UnknownOperation|RequestEntityTooLarge)Exception$/,
      context,
    );
    assert.deepEqual(Object.keys(body), ['__type', 'message'], context);
  }
  assert(text.length < 20_000, `a refusal does not send everything back: ${text.length}`);
  return body;
}
