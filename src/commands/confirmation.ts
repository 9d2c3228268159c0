/** The one confirmation that everything goes through which spends or can't be undone, and what is refused before it is asked. */
import { settings } from '../ids.ts';
import { balanceText, committedCost, costOf, laterCostOf } from '../ledger/costs.ts';
import type { Operation } from '../ledger/ledgerOperations.ts';
import { requestOf } from '../ledger/requests.ts';
import { brokenLimit } from '../ledger/spendingLimits.ts';
import { definitionOf } from '../ledger/verbs/list.ts';
import { addCosts, type Cost } from '../mturk/fees.ts';
import type { Funds } from '../mturk/funds.ts';
import { addCents, type Cents, cents, formatDollars } from '../mturk/money.ts';
import { environmentLabel, spendsRealMoney, whereText } from '../profiles/profile.ts';
import { showReadOnly } from '../ui/readOnlyText.ts';
import { readReadOnlyProfiles, readSpendingLimits, readTypedCount, readUnconfirmed } from '../ui/readSettings.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

export interface Proposal {
  /** The verb as a button and in a question: "Approve". */
  readonly verb: string;
  /** What is acted on, with its count: "3 assignments". */
  readonly object: string;
  readonly count: number;
  readonly operations: readonly Operation[];
  /** Long texts that the operations have in common. */
  readonly texts?: readonly string[];
  /** Sentences that belong to this operation. */
  readonly remarks: readonly string[];
  /** What is approved later without asking again, in cents with fees: it counts towards the limit. */
  readonly approvedLater?: Cents;
  readonly irreversible: boolean;
  /** Whether the count is typed when there are many. */
  readonly grave: boolean;
  /** More to look at before: another button, after which the user confirms anew. */
  readonly preview?: { readonly label: string; readonly show: () => Promise<void> };
}

const showRequests = 'Show Requests Only';

/** Whether to go on. Says by itself why not. */
export async function confirmed(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  proposal: Proposal,
): Promise<boolean> {
  const { prompts } = workbench;
  const { profile, account } = session;
  const refusal = refusalOf(session, proposal);
  if (refusal) {
    void prompts.warn(`Can’t ${proposal.verb.toLowerCase()} ${proposal.object}: ${refusal}.`);
    return false;
  }
  if (readUnconfirmed().has(profile.environment)) return true;
  if (account.balance.available === undefined) await account.refreshBalance();
  const real = spendsRealMoney(profile.environment);
  const chosen = await prompts.decide(
    {
      message: `${proposal.verb} ${proposal.object} ${whereText(profile)}?`,
      detail: detailText(session, proposal, real),
      action: proposal.verb,
      warning: real || proposal.irreversible,
    },
    showRequests,
    ...(proposal.preview ? [proposal.preview.label] : []),
  );
  if (chosen === showRequests) await showDryRun(session, proposal);
  if (proposal.preview && chosen === proposal.preview.label) await proposal.preview.show();
  return chosen === proposal.verb && (await countTyped(workbench, proposal));
}

function refusalOf(
  { profile }: ConnectedSession,
  { operations, approvedLater = cents(0) }: Proposal,
): string | undefined {
  if (profile.environment === 'archive') return `${profile.name} is an archive, which is read-only`;
  if (readReadOnlyProfiles().has(profile.name))
    return `profile ${profile.name} is read-only by the setting ${settings.readOnlyProfiles}`;
  const largestBonus = cents(
    Math.max(0, ...operations.map(operation => definitionOf(operation).bonus?.(operation) ?? 0)),
  );
  const total = addCents(committedCost(operations), approvedLater);
  return brokenLimit({ total, largestBonus }, readSpendingLimits());
}

function spentBy(operations: readonly Operation[]): Cost {
  return addCosts(operations.map(costOf));
}

function detailText(session: ConnectedSession, { operations, remarks }: Proposal, real: boolean): string {
  const spent = spentBy(operations);
  const later = addCosts(operations.map(laterCostOf));
  const balance = balanceText(operations, fundsOf(session));
  return [
    `Profile ${session.profile.name}: ${real ? 'real money' : 'no real money'}.`,
    ...(spent.total > 0 ? [costText(spent)] : []),
    ...(later.total > 0 ? [`If all of it is done and approved: ${costText(later)}`] : []),
    ...(balance === undefined ? [] : [balance]),
    ...remarks,
  ].join('\n');
}

/** The money that operations may move; nothing where none moves: a sandbox always has the same balance, and holds nothing. */
function fundsOf({ profile, account }: ConnectedSession): Partial<Funds> {
  const { balance } = account;
  return balance.onHold === undefined && !spendsRealMoney(profile.environment) ? {} : balance;
}

function costText({ pay, fees, total }: Cost): string {
  return `${formatDollars(pay)} and ${formatDollars(fees)} fees: ${formatDollars(total)}.`;
}

/** A hand that is used to pressing Enter has to stop here. */
async function countTyped({ prompts }: Needs<'prompts'>, { grave, count, verb, object }: Proposal): Promise<boolean> {
  if (!grave || count < readTypedCount()) return true;
  const typed = await prompts.input({
    title: `${verb} ${object}`,
    prompt: `Type ${count} to ${verb.toLowerCase()} ${object}.`,
    check: text => (text.trim() === String(count) ? undefined : `Type ${count}, or press Escape to cancel.`),
  });
  return typed?.trim() === String(count);
}

/** Characters of requests that are shown: a document of hundreds of megabytes would stop the window. */
const mostShown = 2_000_000;

function requestsOf({ operations, texts }: Proposal): unknown[] {
  const requests: unknown[] = [];
  let length = 0;
  for (const [index, operation] of operations.entries()) {
    const request = requestOf(operation, `dry-run-${index}`, texts);
    length += JSON.stringify(request).length;
    if (length > mostShown && index > 0) return [...requests, `and ${operations.length - index} more like these`];
    requests.push(request);
  }
  return requests;
}

async function showDryRun({ profile, account }: ConnectedSession, proposal: Proposal): Promise<void> {
  const spent = spentBy(proposal.operations);
  const content = {
    note: 'Nothing was sent. These are the requests that would be.',
    profile: profile.name,
    environment: environmentLabel(profile),
    endpoint: account.client.endpoint,
    cost: { pay: formatDollars(spent.pay), fees: formatDollars(spent.fees) },
    requests: requestsOf(proposal),
  };
  await showReadOnly('requests.json', JSON.stringify(content, null, 2));
}
