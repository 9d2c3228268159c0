/** One page of a worker or of a qualification type: reads what it shows when it opens, and follows its account. */
import * as vscode from 'vscode';
import type { Account, Freshness } from '../../account/account.ts';
import type { Qualifications } from '../../account/qualifications.ts';
import { type CommandId, commands } from '../../ids.ts';
import { explain } from '../../mturk/explain.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { tabIcon } from '../tabIcon.ts';
import { tabTitle } from '../tabTitle.ts';
import { WebviewHost } from '../webviewHost.ts';
import {
  type PageAction,
  type PageRef,
  type PeopleContract,
  type PeoplePage,
  type PeopleSubject,
  peopleContract,
} from './contract.ts';
import type { PeopleSource, WorkerRecords } from './peopleSource.ts';
import { typePage } from './typePage.ts';
import { workerPage } from './workerPage.ts';

export interface PeoplePanelsOptions extends PanelHost {
  readonly records: PeopleSource;
}

/** HITs whose answers and bonuses are read for the page of a worker. */
const mostOpened = 20;
/** Milliseconds: changes that come together are shown together. */
const together = 100;

const actionCommands: Readonly<Record<Exclude<PageAction, 'refresh' | 'copyId'>, CommandId>> = {
  message: commands.sendMessage,
  grant: commands.grantQualification,
  exclude: commands.excludeWorkers,
  invite: commands.inviteWorkers,
  block: commands.blockWorkers,
  unblock: commands.unblockWorkers,
  note: commands.addWorkerNote,
  edit: commands.editQualificationType,
  delete: commands.deleteQualificationType,
};

const refCommands: Readonly<Record<PageRef['kind'], CommandId>> = {
  hit: commands.openHIT,
  assignment: commands.openHIT,
  worker: commands.openWorker,
  qualificationType: commands.openQualificationType,
};

const noRecords: WorkerRecords = { note: undefined, messages: [] };

export class PeoplePanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #profile: PanelSession['profile'];
  readonly #subject: PeopleSubject;
  readonly #options: PeoplePanelsOptions;
  readonly #host: WebviewHost<PeopleContract>;
  #account: Account | undefined;
  #qualifications: Qualifications | undefined;
  #records = noRecords;
  #reading = false;
  #failure: string | undefined;
  #following: { dispose(): void } | undefined;
  #drawing: NodeJS.Timeout | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    session: PanelSession,
    subject: PeopleSubject,
    options: PeoplePanelsOptions,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    this.#profile = session.profile;
    this.#subject = subject;
    this.#options = options;
    panel.iconPath = tabIcon(options.extensionUri);
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview', ...parts),
      name: 'people',
      contract: peopleContract,
      handlers: {
        requests: {},
        commands: {
          perform: ({ action }) => void this.#perform(action),
          open: ({ ref }) => void options.run(refCommands[ref.kind], ref),
          copy: ({ text }) => void vscode.env.clipboard.writeText(text),
        },
      },
      send: () => this.#tell(),
      onDispose: () => {
        this.#following?.dispose();
        clearTimeout(this.#drawing);
        onDispose();
      },
    });
    this.#name();
    this.follow(session.account);
  }

  get profileId(): string {
    return this.#profile.id;
  }

  bringToFront(): void {
    this.#panel.reveal();
    void this.#read();
  }

  /** Reads another account from now on. Without one, what is shown stays. */
  follow(account: Account | undefined): void {
    if (account && account === this.#account) return;
    this.#following?.dispose();
    this.#following = account?.onChange(({ hits, assignments, workers }) => {
      if (workers || hits.size > 0 || assignments.size > 0) this.#drawSoon();
    });
    if (account) {
      this.#account = account;
      this.#qualifications = undefined;
      void this.#read();
    } else {
      this.#failure = `${this.#profile.name} is not running. Start it to see what changed.`;
      this.#tell();
    }
  }

  dispose(): void {
    this.#host.dispose();
  }

  /** What the page shows, for those who look at it from outside. */
  page(): PeoplePage {
    const { kind } = this.#subject;
    if (kind === 'worker') return this.#workerPage(this.#subject.workerId);
    return this.#typePage(this.#subject.typeId);
  }

  async #read(): Promise<void> {
    const account = this.#account;
    if (!account || this.#reading) return;
    this.#reading = true;
    this.#failure = undefined;
    this.#tell();
    try {
      const subject = this.#subject;
      this.#qualifications = await account.people.qualifications();
      if (account.workers.freshness.state === 'never') await account.workers.refresh();
      if (subject.kind === 'worker') {
        this.#records = await this.#options.records(this.#profile.id, subject.workerId);
        const hitIds = [...new Set(this.#work(account, subject.workerId).map(({ hitId }) => hitId))];
        await account.workers.bonuses.readMissing(hitIds);
        for (const hitId of hitIds.slice(0, mostOpened)) await account.open(hitId);
      } else {
        await this.#qualifications.read(subject.typeId);
        const { freshness } = this.#qualifications.details(subject.typeId);
        this.#failure = failureOf(account, freshness);
      }
      this.#failure ??= failureOf(account, account.workers.freshness);
    } catch (error) {
      this.#failure = `Couldn’t read everything: ${error instanceof Error ? error.message : String(error)}. Refresh the page.`;
    } finally {
      this.#reading = false;
    }
    this.#tell();
  }

  /** The newest work first. */
  #work(account: Account, workerId: string) {
    return [...account.works()]
      .flat()
      .filter(each => each.workerId === workerId)
      .sort((one, other) => other.submitted - one.submitted);
  }

  #workerPage(workerId: string): PeoplePage {
    const account = this.#account;
    const assignments = account ? this.#work(account, workerId) : [];
    const hitIds = new Set(assignments.map(({ hitId }) => hitId));
    return workerPage({
      workerId,
      assignments,
      hitOf: id => account?.hit(id),
      answerOf: ({ id, hitId }) => account?.answer(hitId, id),
      bonuses: [...hitIds]
        .flatMap(hitId => account?.workers.bonuses.of(hitId) ?? [])
        .filter(each => each.workerId === workerId),
      qualifications: (account?.workers.held.get(workerId) ?? []).map(holding => ({
        ...holding,
        name: account?.workers.types.get(holding.typeId)?.name ?? '',
      })),
      blockedFor: account?.workers.blockOf(workerId),
      ...this.#records,
    });
  }

  #typePage(typeId: string): PeoplePage {
    const qualifications = this.#qualifications;
    const { workers } = this.#account ?? {};
    const details = qualifications?.details(typeId);
    const type = details?.type ?? qualifications?.type(typeId) ?? workers?.types.get(typeId);
    return typePage({
      type: type ?? unknownType(typeId),
      own: workers?.types.has(typeId) ?? false,
      holders: qualifications?.holders(typeId) ?? [],
      revoked: details?.revoked ?? [],
      requests: (workers?.requests ?? [])
        .filter(request => request.typeId === typeId)
        .map(request => {
          const answer = workers?.testAnswer(request.id);
          return { ...request, answer, score: qualifications?.scoreOf(typeId, answer) };
        }),
      hits: details?.hits ?? [],
    });
  }

  async #perform(action: PageAction): Promise<void> {
    const subject = this.#subject;
    if (action === 'refresh') {
      await this.#account?.people.reread();
      return this.#read();
    }
    if (action === 'copyId') {
      await vscode.env.clipboard.writeText(subject.kind === 'worker' ? subject.workerId : subject.typeId);
      return;
    }
    await this.#options.run(actionCommands[action], subject);
    // Notes and messages are nobody’s change.
    if (subject.kind === 'worker') this.#records = await this.#options.records(this.#profile.id, subject.workerId);
    this.#tell();
  }

  #drawSoon(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.#tell();
    }, together);
  }

  #name(page = this.page()): void {
    this.#panel.title = tabTitle(page.heading, page.kind);
  }

  #tell(): void {
    if (!this.#host.listening) return;
    const page = this.page();
    this.#name(page);
    const { id: profileId, name, environment } = this.#profile;
    this.#host.notify('model', {
      identity: { profileId, subject: this.#subject },
      profile: { name, environment },
      now: this.#account?.now() ?? Date.now(),
      reading: this.#reading,
      ...(this.#failure === undefined ? {} : { failure: this.#failure }),
      page,
    });
  }
}

function unknownType(id: string) {
  return {
    id,
    name: '',
    description: '',
    keywords: '',
    active: true,
    created: 0,
    requestable: false,
    hasTest: false,
    hasKey: false,
  };
}

function failureOf({ client }: Account, freshness: Freshness): string | undefined {
  if (freshness.state !== 'failed') return undefined;
  const { reason, advice } = explain(freshness.error, client.endpoint);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}. ${advice}`;
}
