/** All panels of the window. They follow the session: those of another profile close. */
import * as vscode from 'vscode';
import type { Sessions } from '../profiles/sessions.ts';
import type { HistorySource } from './hit/historySource.ts';
import { HITPanels } from './hit/hitPanels.ts';
import type { PanelHost } from './panelHost.ts';
import { ReviewPanels } from './review/reviewPanels.ts';

export class Panels implements vscode.Disposable {
  readonly hits: HITPanels;
  readonly reviews: ReviewPanels;
  readonly #subscription: vscode.Disposable;

  constructor(
    extensionUri: vscode.Uri,
    sessions: Sessions,
    history: HistorySource,
    batchInputs: PanelHost['batchInputs'],
  ) {
    const host: PanelHost = {
      extensionUri,
      run: (command, ...args) => vscode.commands.executeCommand(command, ...args),
      resolve: profileId => (sessions.current.profile.id === profileId ? sessions.current : undefined),
      batchInputs,
    };
    this.hits = new HITPanels({ ...host, history });
    this.reviews = new ReviewPanels(host);
    this.#subscription = sessions.onDidChange(session => {
      this.hits.follow(session);
      this.reviews.follow(session);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.hits.dispose();
    this.reviews.dispose();
  }
}
