/**
 * Writes to workers through the ledger while the service throttles, fails and drops connections, and while the process that does it is
 * killed again and again; then reads every worker's mailbox. NotifyWorkers has no token and can't be read back by a requester.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApproveAssignmentCommand } from '@aws-sdk/client-mturk';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { OperationOf } from '../../src/ledger/ledgerOperations.ts';
import { type Local, spawnLocal } from './local.ts';
import { runAndKill } from './soak.ts';
import { submittedWork } from './submittedWork.ts';

interface MessageSoakSize {
  /** Each to one worker, so that a kill can leave as few of them unclear as possible. */
  readonly messages: number;
  readonly kills: number;
  readonly parallel: number;
}

export interface MessageSoakReport {
  readonly kills: number;
  readonly sent: number;
  /** May or may not have been delivered; the user decides. */
  readonly unclear: number;
  /** Of the unclear ones, those that were delivered. */
  readonly delivered: number;
}

const faultKinds = ['throttle', 'serviceFault', 'resetBefore', 'resetAfter'] as const;
const workers = 20;

/** Throws an AssertionError where a worker was messaged twice, or a message that counts as sent did not arrive. */
export async function messageSoak(
  size: MessageSoakSize,
  report: (words: string) => void = () => {},
): Promise<MessageSoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-messages-'));
  const local = await spawnLocal();
  try {
    const work = await submittedWork(local, workers);
    const client = local.client();
    for (const { assignmentId: AssignmentId } of work)
      await client.send(new ApproveAssignmentCommand({ AssignmentId }));
    await local.control('faults', { rules: faultKinds.map(fault => ({ operation: '*', fault, rate: 0.05 })) });
    const { endpoint, accessKeyId, secretAccessKey } = local;
    const journal = join(folder, 'journal.jsonl');
    const operations = Array.from(
      { length: size.messages },
      (_, index): OperationOf<'message'> => ({
        verb: 'message',
        subject: `Message ${index}`,
        text: 'Thank you.',
        workerIds: [work[index % workers]?.workerId ?? ''],
      }),
    );
    const plans = [{ id: 'messages', operations }];
    const orders = { journal, endpoint, accessKeyId, secretAccessKey, parallel: size.parallel, plans };
    const kills = await runAndKill(folder, orders, size.kills, report);
    await local.control('faults', { rules: [] });
    const workerIds = work.map(({ workerId }) => workerId);
    return { kills, ...(await checkMailboxes(local, journal, workerIds)) };
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads every mailbox, and the journal, and compares them. Throws an AssertionError where a worker was messaged twice, or didn't get what counts as sent. */
export async function checkMailboxes(
  local: Local,
  journal: string,
  workerIds: readonly string[],
): Promise<Omit<MessageSoakReport, 'kills'>> {
  const times = new Map<string, number>();
  for (const WorkerId of workerIds)
    for (const subject of await subjectsOf(local, WorkerId)) {
      const key = `${WorkerId} ${subject}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  assert.deepEqual(
    [...times].filter(([, count]) => count > 1),
    [],
    'nobody is messaged twice',
  );
  const [plan] = await Ledger.inFile(journal).plans();
  const report = { sent: 0, unclear: 0, delivered: 0 };
  for (const { operation, outcome } of plan?.items ?? []) {
    assert.ok(operation.verb === 'message');
    const arrived = times.has(`${operation.workerIds[0]} ${operation.subject}`);
    if (outcome?.result === 'done') {
      assert.ok(arrived, `${operation.subject} counts as sent`);
      report.sent += 1;
      continue;
    }
    assert.equal(outcome?.result, 'unknown', operation.subject);
    report.unclear += 1;
    report.delivered += arrived ? 1 : 0;
  }
  return report;
}

async function subjectsOf(local: Local, WorkerId: string): Promise<string[]> {
  const subjects: string[] = [];
  for (let before: number | undefined; ; ) {
    const input = { WorkerId, limit: 100, ...(before === undefined ? {} : { before }) };
    const { messages } = (await local.control('messages', input)) as {
      messages: { cursor: number; subject: string }[];
    };
    subjects.push(...messages.map(({ subject }) => subject));
    const last = messages.at(-1);
    if (!last) return subjects.filter(subject => subject.startsWith('Message '));
    before = last.cursor;
  }
}
