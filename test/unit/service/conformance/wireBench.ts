/** A bench whose answers are looked at as they stand on the wire, before any SDK has read them. */
import assert from 'node:assert/strict';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { callRaw, type RawAnswer } from '../../../support/signed.ts';
import { type InnerBench, useInnerBench } from '../inside.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface WireBench extends InnerBench {
  /** What came back for these bytes or this JSON. */
  raw(operation: OperationName, input: object | string | Uint8Array): Promise<RawAnswer>;
  /** The body of a call that must succeed. */
  ask(operation: OperationName, input?: object): Promise<Body>;
  /** The body of a call that must be refused with HTTP 400. */
  refusal(operation: OperationName, input: object): Promise<Body>;
}

/** A service per test, with a manual clock. */
export function useWireBench(): () => WireBench {
  const bench = useInnerBench();
  return () => {
    const inner = bench();
    const raw: WireBench['raw'] = (operation, input) =>
      callRaw(
        inner.local,
        operation,
        typeof input === 'string' || input instanceof Uint8Array ? input : JSON.stringify(input),
      );
    const body = async (status: number, operation: OperationName, input: object): Promise<Body> => {
      const answer = await raw(operation, input);
      assert.equal(answer.status, status, answer.text);
      return JSON.parse(answer.text) as Body;
    };
    return {
      ...inner,
      raw,
      ask: (operation, input = {}) => body(200, operation, input),
      refusal: (operation, input) => body(400, operation, input),
    };
  };
}

/** A member of a body that is one object. */
export function part(body: Body, name: string): Body {
  const value = body[name];
  assert(typeof value === 'object' && value !== null && !Array.isArray(value), `${name} is an object`);
  return value as Body;
}

/** A member of a body that is a list of objects. */
export function rows(body: Body, name: string): readonly Body[] {
  const value = body[name];
  assert(Array.isArray(value), `${name} is a list`);
  return value as Body[];
}
