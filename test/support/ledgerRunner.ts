/**
 * A process that works off the plans of a journal, to be killed at any moment: it begins the plans it is told of, resumes
 * those that are open, tries again what failed, and writes a line for each outcome. Ends when nothing is open.
 */
import { readFileSync } from 'node:fs';
import { Ledger, type PlanFacts } from '../../src/ledger/ledger.ts';
import type { Operation } from '../../src/ledger/ledgerOperations.ts';
import type { Item } from '../../src/ledger/planState.ts';
import { MTurkClient } from '../../src/mturk/client.ts';

export interface Orders {
  readonly journal: string;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly parallel: number;
  readonly plans: readonly ({ readonly id: string; readonly operations: readonly Operation[] } & Pick<
    PlanFacts,
    'texts' | 'batch'
  >)[];
}

const orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders;
const { endpoint, accessKeyId, secretAccessKey, parallel } = orders;
const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
const ledger = Ledger.inFile(orders.journal);
const options = { client, parallel, onOutcome: () => process.stdout.write('.\n') };

const isSettledMessage = ({ operation, outcome }: Item): boolean =>
  operation.verb === 'message' && ['done', 'unknown'].includes(outcome?.result ?? '');

async function workOff({ id, operations, ...more }: Orders['plans'][number]): Promise<void> {
  const plans = await ledger.plans();
  const begun = plans.some(({ header }) => header.plan === id);
  if (!begun)
    await ledger.start(
      { id, title: id, environment: 'local', profile: 'soak', endpoint, ...more },
      operations,
      options,
    );
  for (;;) {
    const open = (await ledger.openPlans()).find(({ plan }) => plan.header.plan === id);
    if (open) await ledger.resume(id, options);
    const plan = (await ledger.plans()).find(({ header }) => header.plan === id);
    const results = new Set(plan?.items.map(({ outcome }) => outcome?.result));
    if (results.has('failed')) await ledger.retryFailed(id, options);
    else if ([...results].every(result => result === 'done' || result === 'alreadyDone')) return;
    // What became of a message can't be looked up: it stays unclear until a person decides.
    else if (plan?.items.every(isSettledMessage)) return;
  }
}

await Promise.all(orders.plans.map(workOff));
client.dispose();
