/** One page of a worker or of a qualification type: follows its account while it shows, and posts the rows that the reader looks at. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { type CommandId, commands } from '../../ids.ts';
import { TimeSlices } from '../../mturk/timeSlices.ts';
import { type PanelPlace, placeOf } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { tabIcon } from '../tabIcon.ts';
import { tabTitle } from '../tabTitle.ts';
import { WebviewHost } from '../webviewHost.ts';
import {
  type Arrangement,
  type PageAction,
  type PageRef,
  type PeopleContract,
  type PeoplePage,
  type PeopleSubject,
  peopleContract,
} from './contract.ts';
import { shownPage } from './pageSource.ts';
import { PeopleReader } from './peopleReader.ts';
import type { PeopleSource } from './peopleSource.ts';
import { csvOf } from './peopleTables.ts';
import { Redrawing } from './redrawing.ts';

export interface PeoplePanelsOptions extends PanelHost {
  readonly records: PeopleSource;
}

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

/** What each action does, as in “Couldn’t edit the note”. */
const actionWords: Readonly<Record<PageAction, string>> = {
  refresh: 'refresh the page',
  message: 'send the message',
  grant: 'grant the qualification',
  exclude: 'exclude the worker',
  invite: 'invite the worker',
  block: 'block the worker',
  unblock: 'unblock the worker',
  note: 'edit the note',
  copyId: 'copy the ID',
  edit: 'edit the qualification type',
  delete: 'delete the qualification type',
};

const refCommands: Readonly<Record<PageRef['kind'], CommandId>> = {
  hit: commands.openHIT,
  assignment: commands.openHIT,
  worker: commands.openWorker,
  qualificationType: commands.openQualificationType,
};

export class PeoplePanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #profile: PanelSession['profile'];
  readonly #subject: PeopleSubject;
  readonly #options: PeoplePanelsOptions;
  readonly #host: WebviewHost<PeopleContract>;
  readonly #reader: PeopleReader;
  readonly #redrawing: Redrawing;
  readonly #arrangements = new Map<string, Arrangement>();
  #account: Account | undefined;
  #following: { dispose(): void } | undefined;
  #held: { dispose(): void } | undefined;
  #closed = false;

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
    this.#redrawing = new Redrawing(signal => this.#draw(signal));
    this.#reader = new PeopleReader({
      subject,
      records: workerId => options.records(session.profile.id, workerId),
      changed: () => this.#redrawing.soon(),
    });
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview', ...parts),
      name: 'people',
      contract: peopleContract,
      handlers: {
        requests: { copyTable: ({ table }) => this.#copy(table) },
        commands: {
          perform: ({ action }) =>
            void this.#perform(action).catch(error => this.#reader.fail(actionWords[action], error)),
          open: ({ ref }) => void options.run(refCommands[ref.kind], ref),
          arrange: ({ table, sorting, page }) => {
            this.#arrangements.set(table, { sorting, page });
            this.#redrawing.now();
          },
        },
      },
      send: () => this.#redrawing.now(),
      onDispose: () => {
        this.#closed = true;
        this.#following?.dispose();
        this.#held?.dispose();
        this.#reader.dispose();
        this.#redrawing.dispose();
        onDispose();
      },
    });
    panel.onDidChangeViewState(() => {
      this.#hold();
      // Notes and messages are nobody’s change, and may have been written elsewhere meanwhile.
      if (panel.active) void this.#reader.readRecords();
    });
    this.#name(subject.kind === 'worker' ? subject.workerId : subject.typeId);
    this.follow(session.account);
  }

  get profileId(): string {
    return this.#profile.id;
  }

  get place(): PanelPlace {
    return placeOf(this.#panel);
  }

  bringToFront(): void {
    this.#panel.reveal();
    void this.#reader.read();
  }

  /** Reads another account from now on. Without one, what is shown stays. */
  follow(account: Account | undefined): void {
    if (account && account === this.#account) return;
    this.#account = account;
    this.#following?.dispose();
    this.#following = account?.onChange(change => {
      if (this.#reader.concerns(change)) this.#redrawing.soon();
    });
    this.#hold();
    this.#reader.follow(account, `${this.#profile.name} is not running. Start it to see what changed.`);
  }

  dispose(): void {
    this.#host.dispose();
  }

  /** What the page shows, for those who look at it from outside. */
  page(signal?: AbortSignal): Promise<PeoplePage> {
    return shownPage(this.#reader.page(), this.#arrangements, new TimeSlices(signal));
  }

  /** What shows is kept up; a page behind another one is not. */
  #hold(): void {
    const before = this.#held;
    const shows = !this.#closed && this.#panel.visible;
    const needs = this.#subject.kind === 'worker' ? (['listing', 'workers', 'people'] as const) : (['people'] as const);
    this.#held = shows ? this.#account?.interests.hold(...needs) : undefined;
    before?.dispose();
  }

  async #perform(action: PageAction): Promise<void> {
    const subject = this.#subject;
    if (action === 'refresh') return this.#reader.refresh();
    if (action === 'copyId')
      return vscode.env.clipboard.writeText(subject.kind === 'worker' ? subject.workerId : subject.typeId);
    try {
      await this.#options.run(actionCommands[action], subject);
    } finally {
      if (!this.#closed) await this.#reader.readRecords();
    }
  }

  async #copy(id: string): Promise<{ rows: number; total: number }> {
    const table = this.#reader.page().tables.find(each => each.id === id);
    if (!table) return { rows: 0, total: 0 };
    const { text, rows } = await csvOf(table, this.#arrangements.get(id), new TimeSlices());
    await vscode.env.clipboard.writeText(text);
    return { rows, total: table.count };
  }

  #name(heading: string): void {
    this.#panel.title = tabTitle(heading, this.#subject.kind === 'worker' ? 'Worker' : 'Qualification type');
  }

  async #draw(signal: AbortSignal): Promise<void> {
    if (!this.#host.listening) return;
    const { reading, failure } = this.#reader;
    const page = await this.page(signal);
    // A closed panel has no title to set.
    signal.throwIfAborted();
    this.#name(page.heading);
    const { id: profileId, name, environment } = this.#profile;
    this.#host.notify('model', {
      identity: { profileId, subject: this.#subject },
      profile: { name, environment },
      now: this.#reader.now(),
      reading,
      ...(failure === undefined ? {} : { failure }),
      page,
    });
  }
}
