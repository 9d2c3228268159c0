/** The verbs `funds` and `ledger`: the account, and what went in and out of it. */
import * as v from 'valibot';
import { type Cents, formatAmount, formatDollars, parseAmount } from '../../mturk/money.ts';
import { seconds } from '../operations/call.ts';
import { balanceOf, changeFunds } from '../requesterFunds.ts';
import type { Account, LedgerEntry } from '../storage/money.ts';
import { cursor, limit, type Verbs, verb } from './controlVerb.ts';

const dollars = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Cents => {
    const amount = parseAmount(dataset.value);
    if (amount !== undefined) return amount;
    addIssue({ message: 'an amount is a string of dollars, such as "250.00"' });
    return NEVER;
  }),
);

export const moneyVerbs: Verbs = {
  funds: verb(
    v.strictObject({
      mode: v.optional(v.picklist(['sandbox', 'funded'])),
      balance: v.optional(dollars),
      add: v.optional(dollars),
    }),
    (service, change) => service.engine.run(tx => accountForm(changeFunds(tx, service.requester().id, change))),
  ),

  ledger: verb(v.strictObject({ after: cursor, limit }), (service, { after, limit }) =>
    service.engine.run(tx => {
      const entries = tx.store.money.list(service.requester().id, after, limit);
      return { entries: entries.map(entryForm), cursor: entries.at(-1)?.seq ?? after };
    }),
  ),
};

function accountForm(account: Account) {
  return {
    mode: account.mode,
    balance: formatAmount(balanceOf(account)),
    held: formatAmount(account.held),
    paid: formatAmount(account.paid),
    funded: formatAmount(account.funded),
  };
}

function entryForm({ kind, amount, fee, at, work }: LedgerEntry) {
  return {
    kind,
    amount: formatDollars(amount).replace(/[$,]/g, ''),
    fee: formatAmount(fee),
    at: seconds(at),
    ...(work ? { AssignmentId: work.assignmentId, WorkerId: work.workerId } : {}),
  };
}
