/** The pages of workers and qualification types: one for each of a profile. */
import type * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { PanelPlace, Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { PanelKind } from '../panelKind.ts';
import type { PeopleSubject } from './contract.ts';
import type { PeoplePanel, PeoplePanelsOptions } from './peoplePanel.ts';

export interface OpenPeople extends PanelSession {
  readonly subject: PeopleSubject;
  /** Where it comes back to, without the keyboard. */
  readonly back?: PanelPlace;
}

export class PeoplePanels implements vscode.Disposable {
  readonly #kind: PanelKind<PeoplePanel, PeopleSubject>;

  constructor(options: PeoplePanelsOptions) {
    this.#kind = new PanelKind({
      viewType: panels.people,
      webview: { enableFindWidget: true },
      resolve: options.resolve,
      load: async () => {
        const [{ PeoplePanel }, { readPeopleIdentity }] = await Promise.all([
          import('./peoplePanel.ts'),
          import('./contract.ts'),
        ]);
        return {
          make: (panel, session, subject, onDispose) => new PeoplePanel(panel, session, subject, options, onDispose),
          identityOf: state => {
            const identity = readPeopleIdentity(state);
            return identity && { profileId: identity.profileId, shown: identity.subject };
          },
        };
      },
    });
  }

  /** Opens a page, or brings it to the front. */
  async open({ subject, profile, back }: OpenPeople): Promise<void> {
    const opened = await this.#kind.open(profile.id, subject, back);
    if (opened?.wasOpen) opened.panel.bringToFront();
  }

  /** The page of somebody, if it is open. */
  of(profileId: string, subject: PeopleSubject): PeoplePanel | undefined {
    return this.#kind.get(profileId, subject);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#kind.follow(session, (subject, back) => this.open({ ...session, subject, back }));
  }

  dispose(): void {
    this.#kind.dispose();
  }
}
