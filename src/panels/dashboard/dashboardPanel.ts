/** One dashboard: shows what its feed keeps, and passes on what the user wants of it. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { settings } from '../../ids.ts';
import { type PanelPlace, placeOf } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import type { ReviewSelection } from '../review/contract.ts';
import { subjectOf } from '../review/selection.ts';
import { tabIcon } from '../tabIcon.ts';
import { tabTitle } from '../tabTitle.ts';
import { WebviewHost } from '../webviewHost.ts';
import { type DashboardContract, type DashboardModel, dashboardContract } from './contract.ts';
import { DashboardFeed } from './dashboardFeed.ts';
import type { DashboardHost } from './dashboardHost.ts';
import { SentModel } from './sentModel.ts';

const notRead = { reading: false, done: 0, total: 0, stopped: false };

export class DashboardPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #profile: PanelSession['profile'];
  readonly #selection: ReviewSelection;
  readonly #options: DashboardHost;
  readonly #host: WebviewHost<DashboardContract>;
  #account: Account | undefined;
  #feed: DashboardFeed | undefined;
  /** What the page has, once it has anything. */
  #sent: SentModel | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    session: PanelSession,
    selection: ReviewSelection,
    options: DashboardHost,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    this.#profile = session.profile;
    this.#selection = selection;
    this.#options = options;
    this.#account = session.account;
    panel.iconPath = tabIcon(options.extensionUri);
    panel.title = this.#title();
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview', ...parts),
      name: 'dashboard',
      contract: dashboardContract,
      handlers: {
        requests: {},
        commands: {
          chooseField: ({ field }) => this.#feed?.choose(field),
          openGrid: ({ search }) => void this.#options.openGrid(this.#profile, this.#selection, search),
          copy: ({ text }) => void vscode.env.clipboard.writeText(text),
          savePicture: ({ name, base64 }) => void this.#savePicture(name, base64),
          readBonuses: () => void this.#feed?.readBonuses(),
          refresh: () => this.#begin(),
          stop: () => this.#feed?.stop(),
        },
      },
      send: () => {
        // The page is a new one.
        this.#sent = undefined;
        if (this.#feed) this.#notify();
        else this.#begin();
      },
      onDispose: () => {
        this.#feed?.dispose();
        this.#feed = undefined;
        onDispose();
      },
    });
    panel.onDidChangeViewState(() => this.#feed?.show(panel.visible));
  }

  get profileId(): string {
    return this.#profile.id;
  }

  get place(): PanelPlace {
    return placeOf(this.#panel);
  }

  bringToFront(): void {
    this.#panel.reveal();
  }

  /** Reads another account from now on. Without one, what is shown stays. */
  follow(account: Account | undefined): void {
    if (account === this.#account) return;
    this.#account = account;
    if (account) this.#begin();
  }

  dispose(): void {
    this.#host.dispose();
  }

  #title(): string {
    return `Dashboard: ${tabTitle(subjectOf(this.#account, this.#selection))}`;
  }

  #begin(): void {
    this.#feed?.dispose();
    this.#feed = undefined;
    const account = this.#account;
    if (!account) {
      this.#notify();
      return;
    }
    const feed = new DashboardFeed({
      account,
      selection: this.#selection,
      minimumWage,
      serviceStatistics: () => this.#options.serviceStatistics(this.#profile.id),
      changed: () => this.#notify(),
    });
    this.#feed = feed;
    feed.show(this.#panel.visible);
    this.#notify();
    void feed.start().then(() => {
      // A closed panel has no title to set.
      if (this.#feed === feed) this.#panel.title = this.#title();
    });
  }

  #notify(): void {
    if (!this.#host.listening) return;
    const model = this.#model();
    const isFirst = !this.#sent;
    this.#sent ??= new SentModel();
    const changes = this.#sent.changes(model);
    if (isFirst) this.#host.notify('model', model);
    else if (changes) this.#host.notify('changes', changes);
  }

  #model(): DashboardModel {
    const { id: profileId, name, environment } = this.#profile;
    const feed = this.#feed;
    const stopped = { ...notRead, failure: { reason: `${name} is not running`, advice: 'Start it to continue.' } };
    return {
      identity: { profileId, selection: this.#selection },
      title: tabTitle(subjectOf(this.#account, this.#selection)),
      profile: { name, environment },
      progress: feed?.progress ?? stopped,
      ...(feed ? feed.shown() : { figures: [], charts: [] }),
      fields: feed?.fields.slice(0, mostFields) ?? [],
      field: feed?.field ?? null,
      tables: feed?.tables ?? [],
      bonusesUnread: feed?.bonusesUnread ?? 0,
    };
  }

  async #savePicture(name: string, base64: string): Promise<void> {
    const target = await this.#options.askForFile(`${name}.png`);
    if (!target) return;
    try {
      await vscode.workspace.fs.writeFile(target, Buffer.from(base64, 'base64'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.reportError(`Couldn’t save ${name}.png: ${reason}. Choose another place.`);
    }
  }
}

/** A list of more helps nobody. */
const mostFields = 500;

/** Cents per hour; nothing where none was chosen. */
function minimumWage(): number | undefined {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.minimumWage);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 100 : undefined;
}
