/** The names by which errors are told apart, against the SDK that throws them: a rename there fails here. */
import assert from 'node:assert/strict';
import * as mturk from '@aws-sdk/client-mturk';
import { CredentialsProviderError, TokenProviderError } from '@smithy/core/config';
import { isClockSkewError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest } from '@smithy/protocol-http';
import { kindByName, toMTurkError } from '../../../src/mturk/thrownErrors.ts';
import { serving } from '../../support/network.ts';

const named = (name: string) => ({ name, message: 'sample', $metadata: {} });
const namesOf = (kind: string) => [...kindByName].flatMap(([name, each]) => (each === kind ? [name] : []));

describe('the SDK’s error names', () => {
  it('are known for each error that its model of MTurk has', () => {
    const classes = Object.values(mturk).filter(
      (each): each is typeof mturk.RequestError =>
        typeof each === 'function' && each.prototype instanceof mturk.MTurkServiceException,
    );
    assert.ok(classes.length >= 2);
    for (const Each of classes) {
      const { name } = new Each({ message: 'sample', $metadata: {} });
      assert.ok(kindByName.has(name), name);
    }
  });

  it('are those of its credential providers', () => {
    for (const Each of [CredentialsProviderError, TokenProviderError])
      assert.equal(kindByName.get(new Each('sample', {}).name), 'noCredentials');
  });

  it('are those that it takes for throttling, a wrong clock and time-outs', () => {
    for (const name of namesOf('throttled')) assert.ok(isThrottlingError(named(name)), name);
    for (const name of namesOf('clockSkew')) assert.ok(isClockSkewError(named(name)), name);
    for (const name of namesOf('unreachable')) assert.ok(isTransientError(named(name)), name);
    for (const name of ['InvalidSignatureException', 'SignatureDoesNotMatch', 'AuthFailure', 'AccessDeniedException']) {
      assert.ok(isClockSkewError(named(name)), name);
      assert.ok(kindByName.has(name), name);
    }
  });

  it('are those that its connection throws when a call takes too long or is given up', async () => {
    const silent = await serving(() => undefined);
    const request = new HttpRequest({ hostname: '127.0.0.1', port: silent.port, protocol: 'http:', path: '/' });
    const thrown = async (handler: NodeHttpHandler, signal?: AbortSignal) => {
      try {
        await handler.handle(request, signal ? { abortSignal: signal } : {});
      } catch (error) {
        return toMTurkError(error, 'GetAccountBalance').kind;
      } finally {
        handler.destroy();
      }
      return 'nothing';
    };
    try {
      const impatient = new NodeHttpHandler({ requestTimeout: 20, throwOnRequestTimeout: true });
      assert.equal(await thrown(impatient), 'unreachable');
      assert.equal(await thrown(new NodeHttpHandler(), AbortSignal.abort()), 'cancelled');
    } finally {
      await silent.close();
    }
  });

  it('of gateways mean that a call may be sent again, whatever the SDK’s model says of them', () => {
    for (const name of ['Throttling', 'TooManyRequestsException', 'SlowDown']) {
      const error = Object.assign(new Error('sample'), { name, $fault: 'client' });
      assert.equal(toMTurkError(error, 'ListHITs').kind, 'throttled');
    }
  });
});
