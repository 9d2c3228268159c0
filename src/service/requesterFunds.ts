/**
 * The requester's money (reference.md §3.6, §7). What is held follows from the HITs' states alone: each slot that may still end
 * in a payment holds its reward and fee. So every step of a HIT's life moves the hold by the difference between its two states,
 * and nothing can be forgotten.
 */
import { bonusFee } from '../mturk/fees.ts';
import { addCents, type Cents, cents, timesCents } from '../mturk/money.ts';
import { countHITChange, countNow } from './counting.ts';
import type { Tx } from './domain/tx.ts';
import { feeOf } from './hitFees.ts';
import { invalidParameter, RequestError } from './serviceErrors.ts';
import { acceptable } from './states/hit.ts';
import type { Account, FundsMode } from './storage/money.ts';
import type { Assignment, HIT } from './storage/tableRows.ts';

const none = cents(0);
/** More than any account has, so that sums stay exact whatever a reward says. */
const mostFunds = cents(100_000_000_000_000);

/** The requester's account; one that was never funded is in sandbox mode. */
export function accountOf(tx: Tx, requesterId: number): Account {
  return tx.store.money.account(requesterId) ?? sandbox(requesterId);
}

function sandbox(requesterId: number): Account {
  return { requesterId, mode: 'sandbox', funded: none, held: none, paid: none };
}

/** What is left to spend, in cents. Sandbox mode always has $10,000.00 (§1). */
export function balanceOf(account: Account): Cents {
  return account.mode === 'sandbox' ? cents(1_000_000) : cents(account.funded - account.held - account.paid);
}

/** What the HIT may still cost: reward and fee of every slot that is open, taken or pending review. */
export function holdOf(hit: HIT): Cents {
  const slots = hit.status === 'Disposed' ? 0 : acceptable(hit) + hit.pending + hit.submitted;
  if (slots === 0) return none;
  if (hit.type.reward * slots > mostFunds) return mostFunds;
  return timesCents(addCents(hit.type.reward, feeOf(hit)), slots);
}

/** Holds what a HIT's new state may cost more than its old one, or releases the rest. Throws InsufficientFunds. */
export function moveHold(tx: Tx, before: HIT | undefined, after: HIT): void {
  countHITChange(tx, before, after);
  const account = accountOf(tx, after.requesterId);
  if (account.mode === 'sandbox') return;
  const more = cents(holdOf(after) - (before ? holdOf(before) : 0));
  if (more === 0) return;
  if (more > balanceOf(account)) throw insufficientFunds();
  tx.store.money.save({ ...account, held: addCents(account.held, more) });
}

/** Pays the reward of an approved assignment, and its fee. Throws InsufficientFunds. */
export function payReward(tx: Tx, hit: HIT, assignment: Assignment): void {
  pay(tx, 'reward', hit.requesterId, hit.type.reward, () => feeOf(hit), assignment);
}

/** Pays a bonus; gives the fee. Throws InsufficientFunds. */
export function payBonus(tx: Tx, assignment: Assignment, amount: Cents): Cents {
  return pay(tx, 'bonus', assignment.requesterId, amount, () => bonusFee(amount), assignment);
}

function pay(
  tx: Tx,
  kind: 'reward' | 'bonus',
  requesterId: number,
  amount: Cents,
  feeInFundedMode: () => Cents,
  assignment: Assignment,
): Cents {
  const account = accountOf(tx, requesterId);
  if (amount > balanceOf(account) && account.mode === 'funded') throw insufficientFunds();
  const fee = account.mode === 'sandbox' ? none : feeInFundedMode();
  if (account.mode === 'funded') {
    const total = addCents(amount, fee);
    if (total > balanceOf(account)) throw insufficientFunds();
    tx.store.money.save({ ...account, paid: addCents(account.paid, total) });
  }
  const work = { hitSeq: assignment.hitSeq, assignmentId: assignment.id, workerId: assignment.workerId };
  tx.store.money.record({ requesterId, at: tx.now, kind, amount, fee, work });
  countNow(
    tx,
    requesterId,
    kind === 'reward' ? { rewards: amount, reward_fees: fee } : { bonuses: amount, bonus_fees: fee },
  );
  return fee;
}

interface FundsChange {
  readonly mode?: FundsMode;
  /** What shall be left to spend. */
  readonly balance?: Cents;
  /** What is put in on top. */
  readonly add?: Cents;
}

/**
 * Changes mode or funds; gives the account. Funded mode starts with holds for the HITs there are, beside its balance. Throws
 * RequestError for more money than an account can have.
 */
export function changeFunds(tx: Tx, requesterId: number, change: FundsChange): Account {
  const old = accountOf(tx, requesterId);
  const mode = change.mode ?? (change.balance === undefined && change.add === undefined ? old.mode : 'funded');
  if (mode === 'sandbox') {
    tx.store.money.save(sandbox(requesterId));
    return sandbox(requesterId);
  }
  const opened = old.mode === 'funded' ? old : open(tx, requesterId);
  const present = balanceOf(opened);
  const wanted = addCents(change.balance ?? present, change.add ?? none);
  const funded = cents(opened.funded + wanted - present);
  if (funded >= mostFunds) throw invalidParameter('An account can not have that much money.');
  const account = { ...opened, funded };
  tx.store.money.save(account);
  // What is held from the start came in, too.
  const amount = cents(funded - old.funded);
  if (amount !== 0) tx.store.money.record({ requesterId, at: tx.now, kind: 'funds', amount, fee: none });
  return account;
}

function open(tx: Tx, requesterId: number): Account {
  let held: Cents = none;
  for (const hit of tx.store.hits.living(requesterId)) {
    held = addCents(held, holdOf(hit));
    if (held >= mostFunds) throw invalidParameter('The open HITs may cost more than an account can have.');
  }
  return { requesterId, mode: 'funded', funded: held, held, paid: none };
}

function insufficientFunds(): RequestError {
  return new RequestError(
    'InsufficientFunds',
    'This requester has insufficient funds in their account to complete this transaction.',
  );
}
