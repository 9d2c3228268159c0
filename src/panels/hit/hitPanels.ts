/** The HIT panels: one for each HIT of a profile, fed by the account. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { WorkRef } from '../../refs.ts';
import type { PanelPlace, Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { PanelKind } from '../panelKind.ts';
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
  /** By the id of their HIT. */
  readonly #kind: PanelKind<HITPanel, string>;
  readonly #viewChanged = new vscode.EventEmitter<void>();
  /** Another panel shows, or is the active one. */
  readonly onDidChangeView = this.#viewChanged.event;

  constructor(options: HITPanelsOptions) {
    this.#kind = new PanelKind({
      viewType: panels.hit,
      webview: { enableFindWidget: true },
      resolve: options.resolve,
      load: async () => {
        const [{ HITPanel }, { readIdentity }] = await Promise.all([import('./hitPanel.ts'), import('./contract.ts')]);
        return {
          make: (panel, session, hitId, onDispose) => {
            panel.onDidChangeViewState(() => this.#viewChanged.fire());
            return new HITPanel(panel, session, hitId, options, onDispose);
          },
          identityOf: state => {
            const identity = readIdentity(state);
            return identity && { profileId: identity.profileId, shown: identity.hitId };
          },
        };
      },
    });
  }

  /** Opens the panel of a HIT, or brings it to the front. */
  async open({ target, profile, back, preserveFocus = false }: OpenOptions): Promise<void> {
    const opened = await this.#kind.open(profile.id, target.hitId, back, preserveFocus);
    if (!opened) return;
    const { panel, session, wasOpen } = opened;
    if (wasOpen) panel.bringToFront(session.account, preserveFocus);
    if (target.kind === 'assignment') panel.reveal(target.assignmentId);
  }

  /** The HITs of the panels that show, that of the active one first. */
  get visible(): readonly string[] {
    return this.#kind
      .all()
      .filter(({ isVisible }) => isVisible)
      .sort((a, b) => Number(b.isActive) - Number(a.isActive))
      .map(({ hitId }) => hitId);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#kind.follow(session, (hitId, back) =>
      this.open({ ...session, target: { kind: 'hit', hitId }, preserveFocus: true, back }),
    );
  }

  dispose(): void {
    this.#kind.dispose();
    this.#viewChanged.dispose();
  }
}
