/** The pages of workers and qualification types: one for each of a profile, restored after a reload by what they show. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import { OpenPanels, type PanelPlace, type Returning } from '../openPanels.ts';
import type { PanelSession } from '../panelHost.ts';
import { placeOf } from '../panelPlace.ts';
import type { PeopleSubject } from './contract.ts';
import type { PeoplePanel, PeoplePanelsOptions } from './peoplePanel.ts';

export interface OpenPeople extends PanelSession {
  readonly subject: PeopleSubject;
  /** Where it comes back to, without the keyboard. */
  readonly back?: PanelPlace;
}

export class PeoplePanels implements vscode.Disposable {
  readonly #options: PeoplePanelsOptions;
  readonly #open = new OpenPanels<PeoplePanel, PeopleSubject>();
  readonly #serializer: vscode.Disposable;

  constructor(options: PeoplePanelsOptions) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.people, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens a page, or brings it to the front. */
  async open({ subject, profile, back }: OpenPeople): Promise<void> {
    // Loaded with the first page, so that activation does not pay for it.
    const { PeoplePanel } = await import('./peoplePanel.ts');
    const session = this.#options.resolve(profile.id);
    if (!session) return;
    const open = this.#open.get(profile.id, subject);
    if (open) return open.bringToFront();
    const place = { viewColumn: back?.column ?? vscode.ViewColumn.Active, preserveFocus: back !== undefined };
    const panel = vscode.window.createWebviewPanel(panels.people, '', place, {
      enableScripts: true,
      enableFindWidget: true,
    });
    this.#adopt(PeoplePanel, panel, session, subject);
  }

  /** The page of somebody, if it is open. */
  of(profileId: string, subject: PeopleSubject): PeoplePanel | undefined {
    return this.#open.get(profileId, subject);
  }

  follow(session: PanelSession): readonly Returning[] {
    return this.#open.follow(session, (subject, back) => this.open({ ...session, subject, back }));
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const [{ PeoplePanel }, { readPeopleIdentity }] = await Promise.all([
      import('./peoplePanel.ts'),
      import('./contract.ts'),
    ]);
    const identity = readPeopleIdentity(state);
    const session = identity && this.#options.resolve(identity.profileId);
    if (identity && !session) this.#open.setAside(identity.profileId, identity.subject, placeOf(panel));
    if (!session || this.#open.get(identity.profileId, identity.subject)) panel.dispose();
    else this.#adopt(PeoplePanel, panel, session, identity.subject);
  }

  #adopt(Panel: typeof PeoplePanel, panel: vscode.WebviewPanel, session: PanelSession, subject: PeopleSubject): void {
    this.#open.add(
      session.profile.id,
      subject,
      onDispose => new Panel(panel, session, subject, this.#options, onDispose),
    );
  }
}
