import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import type { Line } from '../../../src/ledger/records.ts';
import { cents } from '../../../src/mturk/money.ts';

export const at = Date.UTC(2026, 4, 3);
const nothing = cents(0);

/** A plan of these operations, as it begins in a journal. */
export function planLines(plan: string, operations: readonly Operation[]): Line[] {
  const about = { title: plan, environment: 'local', profile: 'local', endpoint: 'http://local' };
  return [
    { record: 'plan', plan, at, ...about, count: operations.length },
    ...operations.map(
      (operation, item): Line => ({ record: 'item', plan, item, operation, pay: nothing, fees: nothing }),
    ),
  ];
}

export const deletion = { verb: 'delete', hitId: '3HIT' } as const satisfies Operation;
export const block = {
  verb: 'block',
  workerId: 'A1',
  reason: '“robot”, ünïcode\nand a new line',
} as const satisfies Operation;
