/** The dashboards: one for each selection of a profile, fed by the account, restored after a reload by what they show. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import { OpenPanels, type PanelPlace, type Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { placeOf } from '../panelPlace.ts';
import type { ReviewSelection } from '../review/contract.ts';
import type { DashboardHost } from './dashboardHost.ts';
import type { DashboardPanel } from './dashboardPanel.ts';

export interface OpenDashboard extends PanelSession {
  readonly selection: ReviewSelection;
  /** Where it comes back to, without the keyboard. */
  readonly back?: PanelPlace;
}

export class DashboardPanels implements vscode.Disposable {
  readonly #options: DashboardHost;
  readonly #open = new OpenPanels<DashboardPanel, ReviewSelection>();
  readonly #serializer: vscode.Disposable;

  constructor(options: DashboardHost) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.dashboard, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens the dashboard of a selection, or brings it to the front. */
  async open({ selection, profile, back }: OpenDashboard): Promise<void> {
    // Loaded with the first dashboard, so that activation does not pay for it.
    const { DashboardPanel } = await import('./dashboardPanel.ts');
    const session = this.#options.resolve(profile.id);
    if (!session) return;
    const open = this.#open.get(profile.id, selection);
    if (open) return open.bringToFront();
    const panel = vscode.window.createWebviewPanel(
      panels.dashboard,
      '',
      { viewColumn: back?.column ?? vscode.ViewColumn.Active, preserveFocus: back !== undefined },
      { enableScripts: true },
    );
    this.#adopt(DashboardPanel, panel, session, selection);
  }

  /** The dashboard of a selection, if it is open. */
  of(profileId: string, selection: ReviewSelection): DashboardPanel | undefined {
    return this.#open.get(profileId, selection);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#open.follow(session, (selection, back) => this.open({ ...session, selection, back }));
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const [{ DashboardPanel }, { readIdentity }] = await Promise.all([
      import('./dashboardPanel.ts'),
      import('./contract.ts'),
    ]);
    const identity = readIdentity(state);
    const session = identity && this.#options.resolve(identity.profileId);
    if (identity && !session) this.#open.setAside(identity.profileId, identity.selection, placeOf(panel));
    if (!session || this.#open.get(identity.profileId, identity.selection)) panel.dispose();
    else this.#adopt(DashboardPanel, panel, session, identity.selection);
  }

  #adopt(
    Panel: typeof DashboardPanel,
    panel: vscode.WebviewPanel,
    session: PanelSession,
    selection: ReviewSelection,
  ): void {
    this.#open.add(
      session.profile.id,
      selection,
      onDispose => new Panel(panel, session, selection, this.#options, onDispose),
    );
  }
}
