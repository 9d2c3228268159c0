import assert from 'node:assert/strict';
import { balanceText } from '../../../src/ledger/costs.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { readFunds } from '../../../src/mturk/funds.ts';
import { cents } from '../../../src/mturk/money.ts';

const work = { assignmentId: 'A1', hitId: 'H1', workerId: 'W1', reward: cents(50), fee: cents(10), submitted: 1 };
const approve: Operation = { verb: 'approve', ...work };
const reverse: Operation = { verb: 'override', ...work };
const reject: Operation = { verb: 'reject', ...work, feedback: 'Empty.' };
const bonus: Operation = {
  verb: 'bonus',
  assignmentId: 'A1',
  hitId: 'H1',
  workerId: 'W1',
  amount: cents(100),
  reason: 'Careful',
};
const extend: Operation = {
  verb: 'addAssignments',
  hitId: 'H1',
  count: 5,
  before: 1,
  reward: cents(50),
  fee: cents(10),
};

describe('the balance in a confirmation', () => {
  const plain = { available: cents(1000) };
  const holding = { ...plain, onHold: cents(300) };

  it('is what there is, and about what is left', () => {
    assert.equal(balanceText([approve, approve], plain), 'Balance: $10.00. After: about $8.80.');
    assert.equal(balanceText([bonus], plain), 'Balance: $10.00. After: about $8.80.');
    assert.equal(balanceText([reverse], plain), 'Balance: $10.00. After: about $9.40.');
  });

  it('is not told where nothing is taken from it, or none is known', () => {
    assert.equal(balanceText([reject], plain), undefined);
    assert.equal(balanceText([{ verb: 'expire', hitId: 'H1', before: 1 }], plain), undefined);
    assert.equal(balanceText([approve], {}), undefined);
    assert.equal(balanceText([], plain), undefined);
  });

  it('stays where money is on hold for what is approved, and pays at once for what needs a hold', () => {
    assert.equal(balanceText([approve], holding), undefined);
    assert.equal(balanceText([reverse], holding), 'Balance: $10.00. After: about $9.40.');
    assert.equal(balanceText([extend], holding), 'Balance: $10.00. After: about $7.00.');
    assert.equal(balanceText([extend], plain), undefined);
  });

  it('says when it is not enough', () => {
    assert.equal(balanceText([bonus], { available: cents(119) }), 'Balance: $1.19. That is not enough.');
    assert.equal(balanceText([bonus], { available: cents(120) }), 'Balance: $1.20. After: about $0.00.');
  });

  it('is read as the service reports it', () => {
    assert.deepEqual(readFunds({ AvailableBalance: '10000.00', $metadata: {} }), { available: 1_000_000 });
    assert.deepEqual(readFunds({ AvailableBalance: '7.5', OnHoldBalance: '0.00', $metadata: {} }), {
      available: 750,
      onHold: 0,
    });
  });
});
