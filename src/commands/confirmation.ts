/** The one confirmation that everything goes through which spends or can't be undone, and what is refused before it is asked. */
import * as vscode from 'vscode';
import { settings } from '../ids.ts';
import { brokenLimit } from '../ledger/limits.ts';
import { addCosts, type Cost } from '../mturk/fees.ts';
import { addCents, type Cents, cents, formatDollars } from '../mturk/money.ts';
import { environmentLabel, spendsRealMoney } from '../profiles/profile.ts';
import { readLimits, readReadOnlyProfiles, readTypedCount, readUnconfirmed } from '../ui/settings.ts';
import type { ConnectedSession, Workbench } from './workbench.ts';

export interface Proposal {
  /** The verb as a button and in a question: "Approve". */
  readonly verb: string;
  /** What is acted on, with its count: "3 assignments". */
  readonly object: string;
  readonly count: number;
  readonly spent: Cost;
  /** What may be spent later because of this. */
  readonly later: Cost;
  readonly largestBonus: Cents;
  /** Sentences that belong to this act. */
  readonly remarks: readonly string[];
  readonly irreversible: boolean;
  /** Whether the count is typed when there are many. */
  readonly grave: boolean;
  /** The exact requests, for a look without sending. */
  readonly requests: () => readonly { readonly operation: string; readonly input: unknown }[];
}

const showRequests = 'Show Requests Only';

/** Whether to go on. Says by itself why not. */
export async function confirmed(workbench: Workbench, session: ConnectedSession, proposal: Proposal): Promise<boolean> {
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
      message: `${proposal.verb} ${proposal.object} in ${environmentLabel(profile)}?`,
      detail: detailText(session, proposal, real),
      action: proposal.verb,
      warning: real || proposal.irreversible,
    },
    showRequests,
  );
  if (chosen === showRequests) await showDryRun(session, proposal);
  return chosen === proposal.verb && (await countTyped(workbench, proposal));
}

function refusalOf({ profile }: ConnectedSession, { spent, largestBonus }: Proposal): string | undefined {
  if (readReadOnlyProfiles().has(profile.name))
    return `profile ${profile.name} is read-only by the setting ${settings.readOnlyProfiles}`;
  return brokenLimit({ total: spent.total, largestBonus }, readLimits());
}

function detailText({ profile, account }: ConnectedSession, proposal: Proposal, real: boolean): string {
  const { spent, later, remarks } = proposal;
  return [
    `Profile ${profile.name}: ${real ? 'real money' : 'no real money'}.`,
    ...(spent.total > 0 ? [costText(spent), ...balanceText(account.balance.available, spent)] : []),
    ...(later.total > 0 ? [`If all of it is done and approved: ${costText(later)}`] : []),
    ...remarks,
  ].join('\n');
}

function costText({ pay, fees, total }: Cost): string {
  return `${formatDollars(pay)} and ${formatDollars(fees)} fees: ${formatDollars(total)}.`;
}

function balanceText(available: number | undefined, { total }: Cost): string[] {
  if (available === undefined) return [];
  const after = addCents(cents(available), cents(-total));
  return [
    after < 0
      ? `The balance is ${formatDollars(cents(available))}: that is not enough.`
      : `Balance ${formatDollars(cents(available))}, after it ${formatDollars(after)} at most.`,
  ];
}

/** A hand that is used to pressing Enter has to stop here. */
async function countTyped({ prompts }: Workbench, { grave, count, verb, object }: Proposal): Promise<boolean> {
  if (!grave || count < readTypedCount()) return true;
  const typed = await prompts.input({
    title: `${verb} ${object}`,
    prompt: `Type ${count} to ${verb.toLowerCase()} ${object}.`,
    check: text => (text.trim() === String(count) ? undefined : `Type ${count}, or press Escape to leave it.`),
  });
  return typed?.trim() === String(count);
}

async function showDryRun({ profile, account }: ConnectedSession, proposal: Proposal): Promise<void> {
  const content = {
    note: 'Nothing was sent. These are the requests that would be.',
    profile: profile.name,
    environment: environmentLabel(profile),
    endpoint: account.client.endpoint,
    cost: { pay: formatDollars(proposal.spent.pay), fees: formatDollars(proposal.spent.fees) },
    requests: proposal.requests(),
  };
  const document = await vscode.workspace.openTextDocument({
    language: 'json',
    content: JSON.stringify(content, null, 2),
  });
  await vscode.window.showTextDocument(document, { preview: true });
}

export const noCost: Cost = addCosts([]);
