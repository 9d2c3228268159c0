/** Messages about what happened in an account: those of one moment together, and one of a kind at a time. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { type Notice, type NoticeKind, noticesOf, type Observed, observe } from '../../account/notices.ts';
import { type CommandId, commands, views } from '../../ids.ts';
import { formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { environmentLabel, type Profile } from '../../profiles/profile.ts';
import type { Ref } from '../../refs.ts';
import { readNotices } from '../../ui/readSettings.ts';
import { hitName, printable } from '../../views/phrases.ts';
import type { Needs } from '../workbench.ts';

/** Milliseconds: what comes together is reported together. */
const gatherDelay = 3000;

export type NoticeWindow = Needs<'ledgers' | 'log' | 'prompts' | 'sessions'>;

interface Message {
  readonly text: string;
  readonly action: string;
  readonly run: () => Thenable<unknown>;
}

export class NoticeMessages {
  readonly #workbench: NoticeWindow;
  readonly #profile: Profile;
  readonly #account: Account;
  #before: Observed;
  #timer: NodeJS.Timeout | undefined;
  #reporting: Promise<void> = Promise.resolve();
  #isDisposed = false;
  /** Kinds whose message nobody has answered yet: what comes meanwhile shows in the views. */
  readonly #open = new Set<NoticeKind>();

  constructor(workbench: NoticeWindow, profile: Profile, account: Account) {
    this.#workbench = workbench;
    this.#profile = profile;
    this.#account = account;
    this.#before = observe(account);
  }

  /** Something changed: what it was is reported soon. */
  reportSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.report();
    }, gatherDelay);
  }

  /** Resolves when the messages show. Never rejects. */
  report(): Promise<void> {
    this.#reporting = this.#reporting.then(async () => {
      const publishing = await this.#publishing();
      if (this.#isDisposed) return;
      const { kinds, lowBalance } = readNotices();
      const after = observe(this.#account, this.#before, publishing);
      const notices = noticesOf(this.#before, after, this.#account, lowBalance);
      this.#before = after;
      for (const notice of notices) if (kinds.has(notice.kind) && !this.#open.has(notice.kind)) void this.#show(notice);
    });
    return this.#reporting;
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  /** Batches that are being published, by this window or another. */
  async #publishing(): Promise<ReadonlySet<string>> {
    try {
      const plans = await (await this.#workbench.ledgers.of(this.#profile.id)).openPlans();
      return new Set(plans.flatMap(({ plan, running }) => (running === 'nobody' ? [] : (plan.header.batch?.id ?? []))));
    } catch (error) {
      this.#workbench.log.error('Couldn’t read which batches are being published', error);
      return new Set();
    }
  }

  async #show(notice: Notice): Promise<void> {
    this.#open.add(notice.kind);
    try {
      const { text, action, run } = messageOf(notice);
      const where = `${this.#profile.name}, ${environmentLabel(this.#profile)}`;
      const settings = 'Settings';
      const chosen = await this.#workbench.prompts.inform(`${text} (${where}).`, action, settings);
      if (chosen === action) await this.#run(run);
      if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'mturk.notices');
    } catch (error) {
      this.#workbench.log.error('Couldn’t show a notice', error);
    } finally {
      this.#open.delete(notice.kind);
    }
  }

  /** Commands act on the active profile, and the message may be older than it. */
  async #run(run: Message['run']): Promise<void> {
    const { prompts, sessions } = this.#workbench;
    if (sessions.current.profile.id === this.#profile.id) await run();
    else await prompts.inform(`This message is about profile ${this.#profile.name}. Switch to it and try again.`);
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
      const text =
        first && requests.length === 1
          ? `Worker ${printable(first.workerId, 60)} requests a qualification`
          : counted(requests.length, 'new qualification request');
      return {
        text,
        action: 'Show Requests',
        run: () => vscode.commands.executeCommand(`${views.qualifications}.focus`),
      };
    }
  }
}

function onHITs(command: CommandId, hits: readonly NamedHIT[]): Thenable<unknown> {
  const refs = hits.map(({ id }): Ref<'hit'> => ({ kind: 'hit', hitId: id }));
  return vscode.commands.executeCommand(command, refs[0], refs);
}

type NamedHIT = { readonly id: string; readonly title: string };

function named(hits: readonly NamedHIT[]): string {
  const [first] = hits;
  if (first && hits.length === 1) return `HIT “${hitName(first)}”`;
  return counted(hits.length, 'HIT');
}
