/** The dashboards: one for each selection of a profile, fed by the account. */
import type * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { PanelPlace, Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { PanelKind } from '../panelKind.ts';
import type { ReviewSelection } from '../review/contract.ts';
import type { DashboardHost } from './dashboardHost.ts';
import type { DashboardPanel } from './dashboardPanel.ts';

export interface OpenDashboard extends PanelSession {
  readonly selection: ReviewSelection;
  /** Where it comes back to, without the keyboard. */
  readonly back?: PanelPlace;
}

export class DashboardPanels implements vscode.Disposable {
  readonly #kind: PanelKind<DashboardPanel, ReviewSelection>;

  constructor(options: DashboardHost) {
    this.#kind = new PanelKind({
      viewType: panels.dashboard,
      resolve: options.resolve,
      load: async () => {
        const [{ DashboardPanel }, { readIdentity }] = await Promise.all([
          import('./dashboardPanel.ts'),
          import('./contract.ts'),
        ]);
        return {
          make: (panel, session, selection, onDispose) =>
            new DashboardPanel(panel, session, selection, options, onDispose),
          identityOf: state => {
            const identity = readIdentity(state);
            return identity && { profileId: identity.profileId, shown: identity.selection };
          },
        };
      },
    });
  }

  /** Opens the dashboard of a selection, or brings it to the front. */
  async open({ selection, profile, back }: OpenDashboard): Promise<void> {
    const opened = await this.#kind.open(profile.id, selection, back);
    if (opened?.wasOpen) opened.panel.bringToFront();
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#kind.follow(session, (selection, back) => this.open({ ...session, selection, back }));
  }

  dispose(): void {
    this.#kind.dispose();
  }
}
