/**
 * Pays, approves and publishes through the ledger while the service throttles, fails and drops connections, and while the
 * process that does it is killed again and again; then reads the service's own books.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MTurkClient, paginateListHITs } from '@aws-sdk/client-mturk';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { Operation } from '../../src/ledger/ledgerOperations.ts';
import { originOf } from '../../src/mturk/batchAnnotation.ts';
import { addCents, type Cents, cents, formatAmount } from '../../src/mturk/money.ts';
import { batchOf } from './batches.ts';
import type { Orders } from './ledgerRunner.ts';
import { type Local, spawnLocal } from './local.ts';
import { submittedWork, type Work } from './submittedWork.ts';

interface SoakSize {
  readonly bonuses: number;
  readonly approvals: number;
  readonly hits: number;
  readonly kills: number;
  readonly parallel: number;
}

interface SoakReport {
  readonly kills: number;
  readonly seconds: number;
  readonly faults: number;
  /** All that left the account, fees included. */
  readonly paid: Cents;
}

const reward = cents(30);
/** Forty per cent: the HITs have more than nine assignments. */
const rewardFee = cents(12);
const faultKinds = ['throttle', 'serviceFault', 'resetBefore', 'resetAfter'] as const;

/** Throws an AssertionError where the books differ from the plans by a cent or by a HIT. */
export async function soak(size: SoakSize, report: (words: string) => void = () => {}): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-soak-'));
  const local = await spawnLocal();
  try {
    await local.control('funds', { mode: 'funded', balance: '100000.00' });
    const work = await submittedWork(local, size.bonuses + size.approvals);
    const plans = await plansOf(size, work);
    report(`${work.length} assignments submitted`);
    await local.control('faults', { rules: faultKinds.map(fault => ({ operation: '*', fault, rate: 0.05 })) });
    const started = performance.now();
    const { endpoint, accessKeyId, secretAccessKey } = local;
    const journal = join(folder, 'journal.jsonl');
    const keys = { endpoint, accessKeyId, secretAccessKey };
    const kills = await runAndKill(folder, { journal, ...keys, parallel: size.parallel, plans }, size.kills, report);
    const seconds = (performance.now() - started) / 1000;
    const { rules } = (await local.control('faults')) as { rules: { hits: number }[] };
    await local.control('faults', { rules: [] });
    await checkJournal(journal);
    const paid = await checkBooks(local, size, work);
    return { kills, seconds, faults: rules.reduce((sum, { hits }) => sum + hits, 0), paid };
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A bonus of its own for each worker, so that a payment to the wrong one shows. */
const bonusOf = (index: number): Cents => cents(10 + (index % 90));

async function plansOf(size: SoakSize, work: readonly Work[]): Promise<Orders['plans']> {
  const bonuses = work.slice(0, size.bonuses).map(
    (each, index): Operation => ({
      verb: 'bonus',
      ...each,
      amount: bonusOf(index),
      reason: 'Thorough work',
    }),
  );
  const approvals = work
    .slice(size.bonuses)
    .map((each): Operation => ({ verb: 'approve', ...each, reward, fee: rewardFee, submitted: 0 }));
  const hits = size.hits === 0 ? { operations: [] } : await batchOf(size.hits);
  return [
    { id: 'bonuses', operations: bonuses },
    { id: 'approvals', operations: approvals },
    { id: 'hits', ...hits },
  ].filter(({ operations }) => operations.length > 0);
}

/** Runs the process until it ends by itself, killing it so often on the way. */
export async function runAndKill(
  folder: string,
  orders: Orders,
  wanted: number,
  report: (words: string) => void,
): Promise<number> {
  const file = join(folder, 'orders.json');
  writeFileSync(file, JSON.stringify(orders));
  let left = orders.plans.reduce((sum, { operations }) => sum + operations.length, 0);
  for (let kills = 0; ; kills += 1) {
    const last = kills >= wanted;
    const mark = last ? Number.POSITIVE_INFINITY : Math.ceil((Math.random() * 2 * left) / (wanted - kills + 1));
    const { code, outcomes } = await runOnce(file, mark);
    left -= outcomes;
    if (code === 0) {
      assert.ok(last, `all was done after ${kills} of ${wanted} kills`);
      return kills;
    }
    assert.equal(code, null, `the process ended with ${code}`);
    report(`killed ${kills + 1} of ${wanted}, about ${Math.max(0, left)} left`);
  }
}

/** Kills the process shortly after it has reported so many outcomes. */
async function runOnce(orders: string, mark: number): Promise<{ code: number | null; outcomes: number }> {
  const runner = join(import.meta.dirname, 'ledgerRunner.ts');
  const child = spawn(process.execPath, ['--no-warnings=ExperimentalWarning', runner, orders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let outcomes = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = outcomes;
    outcomes += text.split('\n').length - 1;
    if (before < mark && outcomes >= mark) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20);
  });
  await once(child, 'close');
  return { code: child.exitCode, outcomes };
}

async function checkJournal(journal: string): Promise<void> {
  const ledger = Ledger.inFile(journal);
  assert.deepEqual(await ledger.openPlans(), []);
  assert.deepEqual(ledger.damage, []);
}

/** Reads what the service has written down, by its control API and by its own operations. */
async function checkBooks(local: Local, size: SoakSize, work: readonly Work[]): Promise<Cents> {
  const entries = await bookEntries(local);
  const paid = new Map<string, { amount: string; fee: string }[]>();
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.AssignmentId}`;
    paid.set(key, [...(paid.get(key) ?? []), { amount: entry.amount, fee: entry.fee }]);
  }
  let total = cents(0);
  for (const [index, { assignmentId }] of work.entries()) {
    const isBonus = index < size.bonuses;
    const amount = isBonus ? bonusOf(index) : reward;
    const fee = isBonus ? cents(Math.max(1, Math.floor((amount * 20 + 50) / 100))) : rewardFee;
    const found = paid.get(`${isBonus ? 'bonus' : 'reward'} ${assignmentId}`);
    assert.deepEqual(found, [{ amount: formatAmount(amount), fee: formatAmount(fee) }], `assignment ${assignmentId}`);
    total = addCents(total, amount, fee);
  }
  assert.equal(
    entries.filter(({ AssignmentId }) => AssignmentId !== undefined).length,
    work.length,
    'nothing else was paid',
  );
  const account = await local.control('funds');
  assert.equal(account.paid, formatAmount(total), 'all that left the account');
  await checkHITs(local.client(), size);
  return total;
}

async function checkHITs(client: MTurkClient, size: SoakSize): Promise<void> {
  const rows: string[] = [];
  for await (const { HITs = [] } of paginateListHITs({ client, pageSize: 100 }, {}))
    for (const { RequesterAnnotation, Question } of HITs) {
      const origin = originOf(RequesterAnnotation);
      if (!origin) continue;
      rows.push(`${origin.row}`);
      assert.ok(Question?.includes(`<b>word ${origin.row}</b>`), `the question of row ${origin.row}`);
    }
  const wanted = Array.from({ length: size.hits }, (_, index) => `${index + 1}`);
  assert.deepEqual(rows.sort(), wanted.sort());
}

interface BookEntry {
  readonly kind: string;
  readonly amount: string;
  readonly fee: string;
  readonly AssignmentId?: string;
}

async function bookEntries(local: Local): Promise<BookEntry[]> {
  const entries: BookEntry[] = [];
  for (let after = 0; ; ) {
    const page = (await local.control('ledger', { after })) as { entries: BookEntry[]; cursor: number };
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
    after = page.cursor;
  }
}
