/**
 * Writes to workers from the real workbench while the service throttles, fails and drops connections, and while the process of the
 * extension host is killed again and again. After each kill the window is loaded again and the message resumed, as a person does
 * it. Then every mailbox is read. On Linux alone, where the process can be found.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApproveAssignmentCommand, CreateHITCommand } from '@aws-sdk/client-mturk';
import { until } from '../../test/e2e/support/eventually.ts';
import { hostOf } from '../../test/e2e/support/extensionHost.ts';
import { Workbench } from '../../test/e2e/support/workbench.ts';
import { type Local, spawnLocal } from '../../test/support/local.ts';
import { checkMailboxes, type MessageSoakReport } from '../../test/support/messageSoak.ts';
import { question } from '../../test/support/submittedWork.ts';

const faultKinds = ['throttle', 'serviceFault', 'resetBefore', 'resetAfter'] as const;
const profile = 'soak';
/** Milliseconds for all that is sent between two kills. */
const patience = 300_000;

interface WindowSoakSize {
  /** Each to another worker, with a text of its own: as many requests. */
  readonly messages: number;
  readonly kills: number;
}

/** Throws an AssertionError where a worker was messaged twice, or didn't get what counts as sent. */
export async function messagesInWindow(
  { messages, kills }: WindowSoakSize,
  report: (words: string) => void,
): Promise<MessageSoakReport> {
  const local = await spawnLocal();
  const { endpoint, accessKeyId, secretAccessKey } = local;
  const workerIds = Array.from({ length: messages }, (_, index) => `A1TOLD${String(index).padStart(6, '0')}`);
  await approveWorkOf(local, workerIds);
  report(`${messages} workers have approved work`);
  const on = await Workbench.open({
    settings: { 'mturk.profiles': [{ name: profile, endpoint, environment: 'sandbox', keys: 'environment' }] },
    env: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  });
  try {
    await on.openView('MTurk');
    await on.command('MTurk: Switch Profile…');
    await on.pick(profile);
    await on.clickDialog('Use');
    await on.row('To be messaged').waitFor();
    await local.control('faults', { rules: faultKinds.map(fault => ({ operation: '*', fault, rate: 0.05 })) });
    await send(on, workerIds);
    const journal = await until('the journal is there', () => journalOf(on) ?? '', patience);
    assert.ok(journal);
    for (let kill = 1; kill <= kills; kill += 1) {
      const settled = settledIn(journal);
      const mark = settled + Math.ceil((Math.random() * 2 * (messages - settled)) / (kills - kill + 2));
      await until('enough is sent', () => settledIn(journal) >= Math.min(mark, messages - 1), patience);
      process.kill(Number(hostOf(on.session.server.dataDir)), 'SIGKILL');
      report(`killed ${kill} of ${kills}, ${settledIn(journal)} of ${messages} settled`);
      await on.session.load();
      await on.openView('MTurk');
      await on.command('MTurk: Resume Interrupted Operations…');
      await on.pick(/^Send a message/);
      await on.clickDialog('Resume');
    }
    await until('all is settled', () => settledIn(journal) >= messages, patience);
    await local.control('faults', { rules: [] });
    const found = { kills, ...(await checkMailboxes(local, journal, workerIds)) };
    assert.equal(found.sent + found.unclear, messages, 'each message is sent or listed as unclear');
    return found;
  } finally {
    await on.close();
    await local.stop();
  }
}

/** The service takes messages only to workers whose work was approved or rejected. */
async function approveWorkOf(local: Local, workerIds: readonly string[]): Promise<void> {
  const client = local.client();
  const { HIT } = await client.send(
    new CreateHITCommand({
      Title: 'To be messaged',
      Description: 'Everybody who gets a message.',
      Reward: '0.01',
      MaxAssignments: workerIds.length,
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      Question: question,
    }),
  );
  for (const WorkerId of workerIds) {
    const { AssignmentId } = await local.control('accept', { WorkerId, HITId: HIT?.HITId });
    await local.control('submit', { AssignmentId, WorkerId, Answers: { colour: 'red' } });
    await client.send(new ApproveAssignmentCommand({ AssignmentId: String(AssignmentId) }));
  }
}

async function send(on: Workbench, workerIds: readonly string[]): Promise<void> {
  await on.command('MTurk: Send Message…');
  await on.pick('Worker IDs…');
  await on.answer(workerIds.join(' '));
  // The window has not read the work of anybody yet.
  await on.clickDialog('Continue');
  await on.answer('Message for {worker}');
  await on.answer('Thank you, {worker}.');
  await on.clickDialog('Send');
}

function journalOf({ session }: Workbench): string | undefined {
  const [file] = globSync('**/User/globalStorage/mturk-workbench.mturk-workbench/ledger/*.jsonl', {
    cwd: session.server.dataDir,
  });
  return file && join(session.server.dataDir, file);
}

/** Messages whose outcome is written down: those that failed are tried again, and come up once more. */
function settledIn(journal: string): number {
  const results = new Map<number, string>();
  for (const line of readFileSync(journal, 'utf8').split('\n')) {
    try {
      const { record, item, result } = JSON.parse(line) as { record?: string; item?: number; result?: string };
      if (record === 'outcome' && item !== undefined && result !== undefined) results.set(item, result);
    } catch {
      // The last line of a process that was killed may be cut.
    }
  }
  return [...results.values()].filter(result => result === 'done' || result === 'unknown').length;
}
