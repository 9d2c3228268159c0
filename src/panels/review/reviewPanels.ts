/** The review grids: one for each selection of a profile, fed by the account, restored after a reload by what they show. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { Ref } from '../../refs.ts';
import { OpenPanels } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import type { GridMessage, ReviewSelection } from './contract.ts';
import type { ReviewPanel } from './reviewPanel.ts';

export interface OpenReview extends PanelSession {
  readonly selection: ReviewSelection;
  /** The row to go to, as soon as it is there. */
  readonly row?: Ref<'assignment'>;
  /** The line to search it by. */
  readonly search?: string;
  /** Leaves the keyboard where it is. */
  readonly preserveFocus?: boolean;
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
  async open({ selection, row, search, profile, preserveFocus = false }: OpenReview): Promise<void> {
    // Loaded with the first grid, so that activation does not pay for it.
    const { ReviewPanel } = await import('./reviewPanel.ts');
    // The profile's session may have been replaced meanwhile, or another profile may be the active one.
    const session = this.#options.resolve(profile.id);
    if (!session) return;
    const open = this.#open.get(profile.id, selection);
    open?.bringToFront();
    const panel = open ?? this.#adopt(ReviewPanel, this.#create(preserveFocus), session, selection);
    if (row) panel.reveal(row);
    panel.search(search);
  }

  /** Shows a message in the grid that is in sight and has rows of all these HITs. Answers nothing where there is none. */
  report(profileId: string, hitIds: readonly string[], message: GridMessage): Promise<string | undefined> | undefined {
    if (hitIds.length === 0) return undefined;
    return this.#open.find(panel => panel.profileId === profileId && panel.shows(hitIds))?.report(message);
  }

  follow(session: PanelSession): void {
    for (const selection of this.#open.follow(session)) void this.open({ ...session, selection, preserveFocus: true });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
  }

  #create(preserveFocus: boolean): vscode.WebviewPanel {
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
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
    if (identity && !session) this.#open.setAside(identity.profileId, identity.selection);
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
