/** The review grids: one for each selection of a profile, fed by the account. */
import type * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { Ref } from '../../refs.ts';
import type { PanelPlace, Returning } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { PanelKind } from '../panelKind.ts';
import type { GridMessage, ReviewSelection } from './contract.ts';
import type { ReviewPanel } from './reviewPanel.ts';

export interface OpenReview extends PanelSession {
  readonly selection: ReviewSelection;
  /** The row to go to, as soon as it is there. */
  readonly row?: Ref<'assignment'>;
  /** The line to search it by. */
  readonly search?: string;
  /** Where it comes back to, without the keyboard. */
  readonly back?: PanelPlace;
}

export class ReviewPanels implements vscode.Disposable {
  readonly #kind: PanelKind<ReviewPanel, ReviewSelection>;

  constructor(host: PanelHost) {
    this.#kind = new PanelKind({
      viewType: panels.review,
      // Fifty thousand rows are not to be read again for a look at another tab.
      webview: { retainContextWhenHidden: true },
      resolve: host.resolve,
      load: async () => {
        const [{ ReviewPanel }, { readIdentity }] = await Promise.all([
          import('./reviewPanel.ts'),
          import('./contract.ts'),
        ]);
        return {
          make: (panel, session, selection, onDispose) => new ReviewPanel(panel, session, selection, host, onDispose),
          identityOf: state => {
            const identity = readIdentity(state);
            return identity && { profileId: identity.profileId, shown: identity.selection };
          },
        };
      },
    });
  }

  /** Opens the grid of a selection, or brings it to the front. */
  async open({ selection, row, search, profile, back }: OpenReview): Promise<void> {
    const opened = await this.#kind.open(profile.id, selection, back);
    if (!opened) return;
    const { panel, wasOpen } = opened;
    if (wasOpen) panel.bringToFront();
    if (row) panel.reveal(row);
    panel.search(search);
  }

  /**
   * Shows a message in the grid where the operation began, or else in the active one, if it is visible and has rows of all these
   * HITs. Answers nothing where there is none.
   */
  report(profileId: string, hitIds: readonly string[], message: GridMessage): Promise<string | undefined> | undefined {
    if (hitIds.length === 0) return undefined;
    const showing = this.#kind.all().filter(panel => panel.profileId === profileId && panel.shows(hitIds));
    const grid = showing.find(({ isOperating }) => isOperating) ?? showing.find(({ isActive }) => isActive);
    return grid?.report(message);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#kind.follow(session, (selection, back) => this.open({ ...session, selection, back }));
  }

  dispose(): void {
    this.#kind.dispose();
  }
}
