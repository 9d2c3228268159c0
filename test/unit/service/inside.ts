/** A bench that also reaches into the service, for what only the worker site and the control API can do. */
import assert from 'node:assert/strict';
import type { MTurkClient } from '@aws-sdk/client-mturk';
import type { Tx } from '../../../src/service/domain/tx.ts';
import type { Service } from '../../../src/service/service.ts';
import { startLocal } from '../../support/local.ts';
import { type Bench, makeBench } from './setup.ts';

export interface InnerBench extends Bench {
  /** Runs a job as the worker site would. */
  run<T>(job: (tx: Tx) => T): Promise<T>;
  /** A client of another requester. */
  stranger(): Promise<MTurkClient>;
}

/** A service per test, with a manual clock. */
export function useInnerBench(): () => InnerBench {
  let bench: InnerBench | undefined;
  beforeEach(async () => {
    const local = await startLocal();
    bench = { ...makeBench(local), run: job => local.service.engine.run(job), stranger: () => addRequester(local) };
  });
  afterEach(async () => {
    await bench?.local.stop();
    bench = undefined;
  });
  return () => {
    assert(bench, 'the bench is there only inside a test');
    return bench;
  };
}

async function addRequester(local: {
  readonly service: Service;
  client(keys: { readonly accessKeyId: string; readonly secretAccessKey: string }): MTurkClient;
}): Promise<MTurkClient> {
  const keys = { accessKeyId: 'STRANGER00000000', secretAccessKey: 'another-secret' };
  await local.service.engine.run(tx =>
    tx.store.requesters.save(keys.accessKeyId, keys.secretAccessKey, 'ASTRANGER00001'),
  );
  return local.client(keys);
}
