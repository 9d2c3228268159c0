/** The HIT panels: one for each HIT of a profile, fed by the account, restored after a reload by who they are. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { WorkRef } from '../../refs.ts';
import { OpenPanels, type PanelPlace, type Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { placeOf } from '../panelPlace.ts';
import { readIdentity } from './contract.ts';
import type { HITPanel, HITPanelsOptions } from './hitPanel.ts';

export interface OpenOptions extends PanelSession {
  /** A HIT, or the assignment of one, which is scrolled to and marked as soon as it was read. */
  readonly target: WorkRef;
  /** Leaves the keyboard where it is: in the row that was clicked. */
  readonly preserveFocus?: boolean;
  /** Where it comes back to. */
  readonly back?: PanelPlace;
}

export class HITPanels implements vscode.Disposable {
  readonly #options: HITPanelsOptions;
  /** By the id of their HIT. */
  readonly #open = new OpenPanels<HITPanel, string>();
  readonly #serializer: vscode.Disposable;
  readonly #viewChanged = new vscode.EventEmitter<void>();
  /** Another panel shows, or is the active one. */
  readonly onDidChangeView = this.#viewChanged.event;

  constructor(options: HITPanelsOptions) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.hit, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens the panel of a HIT, or brings it to the front. */
  async open(options: OpenOptions): Promise<void> {
    // Loaded with the first panel, so that activation does not pay for it.
    const { HITPanel } = await import('./hitPanel.ts');
    // The profile's session may have been replaced meanwhile, or another profile may be the active one.
    const session = await this.#options.resolve(options.profile.id);
    if (!session) return;
    const open = this.#open.get(options.profile.id, options.target.hitId);
    const preserveFocus = options.preserveFocus === true;
    open?.bringToFront(session.account, preserveFocus);
    const panel =
      open ??
      this.#adopt(
        HITPanel,
        vscode.window.createWebviewPanel(
          panels.hit,
          '',
          { viewColumn: options.back?.column ?? vscode.ViewColumn.Active, preserveFocus },
          { enableScripts: true, enableFindWidget: true },
        ),
        session,
        options.target.hitId,
      );
    if (options.target.kind === 'assignment') panel.reveal(options.target.assignmentId);
  }

  /** The HITs of the panels that show, that of the active one first. */
  get visible(): readonly string[] {
    return this.#open
      .all()
      .filter(({ isVisible }) => isVisible)
      .sort((a, b) => Number(b.isActive) - Number(a.isActive))
      .map(({ hitId }) => hitId);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#open.follow(session, (hitId, back) =>
      this.open({ ...session, target: { kind: 'hit', hitId }, preserveFocus: true, back }),
    );
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
    this.#viewChanged.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { HITPanel } = await import('./hitPanel.ts');
    const identity = readIdentity(state);
    const session = identity && (await this.#options.resolve(identity.profileId));
    if (identity && !session) this.#open.setAside(identity.profileId, identity.hitId, placeOf(panel));
    if (!session || this.#open.get(identity.profileId, identity.hitId)) return panel.dispose();
    this.#adopt(HITPanel, panel, session, identity.hitId);
  }

  #adopt(Panel: typeof HITPanel, panel: vscode.WebviewPanel, session: PanelSession, hitId: string): HITPanel {
    panel.onDidChangeViewState(() => this.#viewChanged.fire());
    return this.#open.add(
      session.profile.id,
      hitId,
      onDispose => new Panel(panel, session, hitId, this.#options, onDispose),
    );
  }
}
