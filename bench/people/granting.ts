/** Grants a qualification to 1,000 workers through the ledger where the service takes 20 requests a second. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQualificationTypeCommand } from '@aws-sdk/client-mturk';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { Operation } from '../../src/ledger/ledgerOperations.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import { spawnLocal } from '../../test/support/local.ts';
import type { Report } from '../explorer/listing.ts';
import { workerAt } from './data.ts';

const count = 1000;
const requestsPerSecond = 20;
/** As commands run their plans. */
const parallel = 6;

export async function measureGranting(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-granting-'));
  const local = await spawnLocal();
  const { endpoint, accessKeyId, secretAccessKey } = local;
  let throttled = 0;
  const client = new MTurkClient({
    endpoint,
    credentials: async () => ({ accessKeyId, secretAccessKey }),
    onCall: ({ outcome }) => {
      throttled += outcome !== 'ok' && outcome.kind === 'throttled' ? 1 : 0;
    },
  });
  try {
    const { QualificationType } = await local
      .client()
      .send(
        new CreateQualificationTypeCommand({ Name: 'Bench', Description: 'Bench', QualificationTypeStatus: 'Active' }),
      );
    const qualificationTypeId = QualificationType?.QualificationTypeId ?? '';
    const operations = Array.from(
      { length: count },
      (_, index): Operation => ({
        verb: 'assignQualification',
        qualificationTypeId,
        workerId: workerAt(index),
        score: 1,
        notify: false,
      }),
    );
    await local.control('limits', { requestsPerSecond, burst: requestsPerSecond });
    const facts = { id: 'grants', title: 'Grants', environment: 'local', profile: 'bench', endpoint };
    const started = performance.now();
    const { outcomes } = await Ledger.inFile(join(folder, 'journal.jsonl')).start(facts, operations, {
      client,
      parallel,
    });
    const seconds = (performance.now() - started) / 1000;
    if (!outcomes.every(({ result }) => result === 'done')) throw new Error('not all were granted');
    const ideal = count / requestsPerSecond;
    report(
      `${count} grants at ${requestsPerSecond} a second`,
      `${seconds.toFixed(2)} s`,
      `ideal ${ideal.toFixed(2)} s`,
    );
    report('ratio', (seconds / ideal).toFixed(3), '≤ 1.05');
    report('requests that were throttled', String(throttled));
  } finally {
    client.dispose();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
