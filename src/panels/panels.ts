/** All panels of the window. They follow the session: those of another profile close, and come back with it. */
import * as vscode from 'vscode';
import { isLocal } from '../profiles/profile.ts';
import type { Sessions } from '../profiles/sessions.ts';
import type { DashboardHost } from './dashboard/dashboardHost.ts';
import { DashboardPanels } from './dashboard/dashboardPanels.ts';
import type { HistorySource } from './hit/historySource.ts';
import { HITPanels } from './hit/hitPanels.ts';
import { inOpeningOrder, type Returning, reopenAll } from './openPanels.ts';
import type { PanelHost } from './panelHost.ts';
import { PeoplePanels } from './people/peoplePanels.ts';
import type { PeopleSource } from './people/peopleSource.ts';
import { ReviewPanels } from './review/reviewPanels.ts';

/** What this machine keeps of HITs and workers, which panels may not reach for themselves. */
export interface Records {
  readonly history: HistorySource;
  readonly workers: PeopleSource;
  readonly batchInputs: PanelHost['batchInputs'];
}

/** What panels need of the window besides. */
export interface PanelWindow extends Pick<DashboardHost, 'askForFile' | 'reportError'> {
  /** Calls a verb of Local's control API. */
  readonly control: (verb: string, body: unknown) => Promise<unknown>;
  /** A panel that was closed with its profile couldn't be reopened. */
  readonly onReopenFailed: (error: unknown) => void;
}

export class Panels implements vscode.Disposable {
  readonly hits: HITPanels;
  readonly reviews: ReviewPanels;
  readonly dashboards: DashboardPanels;
  readonly people: PeoplePanels;
  readonly #subscription: vscode.Disposable;
  #returned: Promise<void> = Promise.resolve();

  constructor(
    extensionUri: vscode.Uri,
    sessions: Sessions,
    { history, workers, batchInputs }: Records,
    { askForFile, reportError, control, onReopenFailed }: PanelWindow,
  ) {
    const host: PanelHost = {
      extensionUri,
      run: (command, ...args) => vscode.commands.executeCommand(command, ...args),
      resolve: profileId => (sessions.current.profile.id === profileId ? sessions.current : undefined),
      batchInputs,
    };
    this.hits = new HITPanels({ ...host, history });
    this.people = new PeoplePanels({ ...host, records: workers });
    this.reviews = new ReviewPanels(host);
    this.dashboards = new DashboardPanels({
      ...host,
      askForFile,
      reportError,
      openGrid: async (profile, selection, search) => {
        const session = host.resolve(profile.id);
        if (session) await this.reviews.open({ ...session, selection, search });
      },
      serviceStatistics: async profileId => {
        const session = host.resolve(profileId);
        if (!session || !isLocal(session.profile)) return undefined;
        const { askStatistics } = await import('./dashboard/statisticsTable.ts');
        return askStatistics(control);
      },
    });
    this.#subscription = sessions.onDidChange(session => {
      const all = [this.hits, this.reviews, this.dashboards, this.people];
      const returning = inOpeningOrder(all.flatMap(each => each.follow(session)));
      if (returning.length === 0) return;
      this.#returned = this.#returned.then(() => reopen(returning, onReopenFailed)).catch(onReopenFailed);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.hits.dispose();
    this.reviews.dispose();
    this.dashboards.dispose();
    this.people.dispose();
  }
}

/** Opens panels again, one after another, behind the texts that are in front of their groups. */
async function reopen(returning: readonly Returning[], onFailed: (error: unknown) => void): Promise<void> {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const texts = [...all.filter(group => group !== activeTabGroup), activeTabGroup].flatMap(
    ({ activeTab, viewColumn }) =>
      activeTab?.input instanceof vscode.TabInputText
        ? [{ uri: activeTab.input.uri, viewColumn, preview: activeTab.isPreview }]
        : [],
  );
  await reopenAll(returning, onFailed);
  // It may be gone meanwhile.
  for (const { uri, ...place } of texts)
    await vscode.window.showTextDocument(uri, { ...place, preserveFocus: true }).then(undefined, () => undefined);
}
