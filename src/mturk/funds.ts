/** An account's money, as GetAccountBalance reports it (reference.md §3.6). */
import { type Cents, parseAmount } from './money.ts';
import type { Output } from './operations.ts';

export interface Funds {
  readonly available: Cents;
  /** Money that is set aside for open HITs, where the service reports such. */
  readonly onHold: Cents;
}

/** In cents; what the service does not report, or not as an amount, is missing. */
export function readFunds({ AvailableBalance, OnHoldBalance }: Output<'GetAccountBalance'>): Partial<Funds> {
  const available = parseAmount(AvailableBalance ?? '');
  const onHold = parseAmount(OnHoldBalance ?? '');
  return { ...(available === undefined ? {} : { available }), ...(onHold === undefined ? {} : { onHold }) };
}
