/** Messages about what happened in an account: those of one moment together, and one of a kind at a time. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { type Notice, type NoticeKind, noticesOf, type Observed, observe } from '../../account/notices.ts';
import { type CommandId, commands, views } from '../../ids.ts';
import { formatDollars } from '../../mturk/money.ts';
import { environmentLabel, type Profile } from '../../profiles/profile.ts';
import type { Ref } from '../../refs.ts';
import { readNotices } from '../../ui/readSettings.ts';
import { hitName, printable } from '../../views/phrases.ts';
import type { Needs } from '../workbench.ts';

/** Milliseconds: what comes together is told together. */
const gatherDelay = 3000;

interface Message {
  readonly text: string;
  readonly action: string;
  readonly run: () => Thenable<unknown>;
}

export class NoticeMessages {
  readonly #workbench: Needs<'log' | 'prompts' | 'sessions'>;
  readonly #profile: Profile;
  readonly #account: Account;
  #before: Observed;
  #timer: NodeJS.Timeout | undefined;
  /** Kinds whose message nobody has answered yet: what comes meanwhile shows in the views. */
  readonly #open = new Set<NoticeKind>();

  constructor(workbench: Needs<'log' | 'prompts' | 'sessions'>, profile: Profile, account: Account) {
    this.#workbench = workbench;
    this.#profile = profile;
    this.#account = account;
    this.#before = observe(account);
  }

  /** Something changed: looks at it soon. */
  look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.lookNow();
    }, gatherDelay);
  }

  lookNow(): void {
    const { kinds, lowBalance } = readNotices();
    const after = observe(this.#account, this.#before);
    const notices = noticesOf(this.#before, after, this.#account, lowBalance);
    this.#before = after;
    for (const notice of notices) if (kinds.has(notice.kind) && !this.#open.has(notice.kind)) void this.#show(notice);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #show(notice: Notice): Promise<void> {
    this.#open.add(notice.kind);
    try {
      const { text, action, run } = messageOf(notice);
      const where = `${this.#profile.name}, ${environmentLabel(this.#profile)}`;
      const settings = 'Settings';
      const chosen = await this.#workbench.prompts.inform(`${text} (${where}).`, action, settings);
      if (chosen === action) await run();
      if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'mturk.notices');
    } catch (error) {
      this.#workbench.log.error('Couldn’t show a notice', error);
    } finally {
      this.#open.delete(notice.kind);
    }
  }
}

function messageOf(notice: Notice): Message {
  switch (notice.kind) {
    case 'submissions': {
      const { count, hits } = notice;
      return {
        text: `${counted(count, 'new submission')} for ${named(hits)}`,
        action: 'Review',
        run: () => onHITs(commands.openReview, hits),
      };
    }
    case 'batches':
      return {
        text: `All work is done on ${named(notice.hits)}`,
        action: 'Review',
        run: () => onHITs(commands.openReview, notice.hits),
      };
    case 'balance':
      return {
        text: `The balance is low: ${formatDollars(notice.available)}`,
        action: 'Show Profile',
        run: () => vscode.commands.executeCommand(commands.profileMenu),
      };
    case 'requests': {
      const { requests } = notice;
      const [first] = requests;
      const who =
        first && requests.length === 1
          ? `Worker ${printable(first.workerId, 60)} asks`
          : `${counted(requests.length, 'worker')} ask`;
      return {
        text: `${who} for a qualification`,
        action: 'Show Requests',
        run: () => vscode.commands.executeCommand(`${views.qualifications}.focus`),
      };
    }
  }
}

function onHITs(command: CommandId, hits: readonly HITLike[]): Thenable<unknown> {
  const refs = hits.map(({ id }): Ref<'hit'> => ({ kind: 'hit', hitId: id }));
  return vscode.commands.executeCommand(command, refs[0], refs);
}

type HITLike = { readonly id: string; readonly title: string };

function named(hits: readonly HITLike[]): string {
  const [first] = hits;
  if (first && hits.length === 1) return `HIT “${hitName(first)}”`;
  return counted(hits.length, 'HIT');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
