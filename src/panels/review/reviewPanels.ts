/** The review grids: one for each selection of a profile, fed by the account, restored after a reload by what they show. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { Ref } from '../../refs.ts';
import { OpenPanels, type PanelPlace, type Returning } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { placeOf } from '../panelPlace.ts';
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
  readonly #options: PanelHost;
  readonly #open = new OpenPanels<ReviewPanel, ReviewSelection>();
  readonly #serializer: vscode.Disposable;

  constructor(options: PanelHost) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.review, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens the grid of a selection, or brings it to the front. */
  async open({ selection, row, search, profile, back }: OpenReview): Promise<void> {
    // Loaded with the first grid, so that activation does not pay for it.
    const { ReviewPanel } = await import('./reviewPanel.ts');
    // The profile's session may have been replaced meanwhile, or another profile may be the active one.
    const session = this.#options.resolve(profile.id);
    if (!session) return;
    const open = this.#open.get(profile.id, selection);
    open?.bringToFront();
    const panel = open ?? this.#adopt(ReviewPanel, this.#create(back), session, selection);
    if (row) panel.reveal(row);
    panel.search(search);
  }

  /**
   * Shows a message in the grid where the operation began, or else in the active one, if it is in sight and has rows of all these
   * HITs. Answers nothing where there is none.
   */
  report(profileId: string, hitIds: readonly string[], message: GridMessage): Promise<string | undefined> | undefined {
    if (hitIds.length === 0) return undefined;
    const showing = this.#open.all().filter(panel => panel.profileId === profileId && panel.shows(hitIds));
    const grid = showing.find(({ isOperating }) => isOperating) ?? showing.find(({ isActive }) => isActive);
    return grid?.report(message);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#open.follow(session, (selection, back) => this.open({ ...session, selection, back }));
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
  }

  #create(back: PanelPlace | undefined): vscode.WebviewPanel {
    const place = { viewColumn: back?.column ?? vscode.ViewColumn.Active, preserveFocus: back !== undefined };
    return vscode.window.createWebviewPanel(panels.review, '', place, {
      enableScripts: true,
      // Fifty thousand rows are not to be read again for a look at another tab.
      retainContextWhenHidden: true,
    });
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const [{ ReviewPanel }, { readIdentity }] = await Promise.all([
      import('./reviewPanel.ts'),
      import('./contract.ts'),
    ]);
    const identity = readIdentity(state);
    const session = identity && this.#options.resolve(identity.profileId);
    if (identity && !session) this.#open.setAside(identity.profileId, identity.selection, placeOf(panel));
    if (!session || this.#open.get(identity.profileId, identity.selection)) panel.dispose();
    else this.#adopt(ReviewPanel, panel, session, identity.selection);
  }

  #adopt(
    Panel: typeof ReviewPanel,
    panel: vscode.WebviewPanel,
    session: PanelSession,
    selection: ReviewSelection,
  ): ReviewPanel {
    return this.#open.add(
      session.profile.id,
      selection,
      onDispose => new Panel(panel, session, selection, this.#options, onDispose),
    );
  }
}
