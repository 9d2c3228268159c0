/** The user's settings, read when they are needed, with what is out of range set right. */
import * as vscode from 'vscode';
import { noticeKinds, settings } from '../ids.ts';
import { type Cents, cents } from '../mturk/money.ts';

/** The most that one bonus, and one operation with its fees, may be, in cents; nothing where there is no limit. */
export function readSpendingLimits(): { bonus: Cents | undefined; operation: Cents | undefined } {
  return { bonus: dollars(settings.bonusLimit), operation: dollars(settings.operationLimit) };
}

/** Environments whose operations are run without asking. Real money always asks. */
export function readUnconfirmed(): ReadonlySet<string> {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.skipConfirmations);
  return new Set(Array.isArray(value) ? value.filter(each => each === 'local' || each === 'sandbox') : []);
}

/** From how many rejections or deletions on their count is typed. */
export function readTypedCount(): number {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.typeCountFrom);
  return typeof value === 'number' && value >= 1 ? value : 5;
}

/** Names of profiles that may not write. A workspace can add to the user's, and take none away. */
export function readReadOnlyProfiles(): ReadonlySet<string> {
  return new Set(textsOfAll(settings.readOnlyProfiles));
}

/** Rejection reasons to start from: the user's and the workspace's. */
export function readRejectionReasons(): readonly string[] {
  return textsOfAll(settings.rejectionReasons);
}

/** Messages to workers to start from: the user's and the workspace's. */
export function readMessageTemplates(): readonly { readonly subject: string; readonly text: string }[] {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(settings.messageTemplates);
  const all = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return all.flatMap(value => (Array.isArray(value) ? value.filter(isTemplate) : []));
}

function isTemplate(value: unknown): value is { readonly subject: string; readonly text: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'subject' in value &&
    'text' in value &&
    typeof value.subject === 'string' &&
    typeof value.text === 'string'
  );
}

/** The texts of a list that the user and the workspace both add to. */
function textsOfAll(setting: string): string[] {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(setting);
  const all = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return all.flatMap(value => (Array.isArray(value) ? value.filter(each => typeof each === 'string') : []));
}

/** A setting in dollars as cents; nothing for 0, which means no limit. */
function dollars(setting: string): Cents | undefined {
  const value = vscode.workspace.getConfiguration().get<unknown>(setting);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? cents(Math.round(value * 100)) : undefined;
}

/** Milliseconds between two readings of what is looked at; nothing where polling is off. */
export function readRefreshInterval(): number | undefined {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.refreshInterval);
  if (typeof value !== 'number' || !Number.isFinite(value)) return 60_000;
  return value > 0 ? Math.max(10, value) * 1000 : undefined;
}

/** Hours before a deadline at which to warn of it. */
export function readWarningThresholds(): readonly number[] {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.reviewWarnings);
  return Array.isArray(value) ? value.filter(each => typeof each === 'number' && each > 0) : [];
}

/** Events that show a message, the balance below which one shows, and whether they are looked for without the focus. */
export function readNotices(): {
  readonly kinds: ReadonlySet<(typeof noticeKinds)[number]>;
  readonly lowBalance: Cents;
  readonly inBackground: boolean;
} {
  const configuration = vscode.workspace.getConfiguration();
  const kinds = configuration.get<unknown>(settings.notices);
  const chosen = new Set<unknown>(Array.isArray(kinds) ? kinds : []);
  return {
    // Another name would have the account read, and never show anything.
    kinds: new Set(noticeKinds.filter(kind => chosen.has(kind))),
    lowBalance: dollars(settings.lowBalance) ?? cents(0),
    inBackground: configuration.get<unknown>(settings.noticesInBackground) === true,
  };
}

/** Whether ids in files and terminals are links. */
export function readLinksEnabled(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>(settings.linksEnabled) !== false;
}
