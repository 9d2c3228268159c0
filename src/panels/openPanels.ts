/** The panels of one kind that are open, by their profile and by what they show. */
import type { Account } from '../account/account.ts';
import type { PanelSession } from './panelHost.ts';

export interface SessionPanel {
  readonly profileId: string;
  /** Goes on with another account of its profile. */
  follow(account: Account | undefined): void;
  dispose(): void;
}

/** What is shown has the same JSON whenever it is the same. */
export class OpenPanels<Panel extends SessionPanel, Shown> {
  readonly #open = new Map<string, Panel>();

  get(profileId: string, shown: Shown): Panel | undefined {
    return this.#open.get(keyOf(profileId, shown));
  }

  /** Makes a panel, and keeps it until it says that it was closed. */
  add(profileId: string, shown: Shown, make: (onDispose: () => void) => Panel): Panel {
    const key = keyOf(profileId, shown);
    const panel = make(() => this.#open.delete(key));
    this.#open.set(key, panel);
    return panel;
  }

  /** Goes on with another session: its panels read the account it has now, those of other profiles close. */
  follow({ profile, account }: PanelSession): void {
    for (const panel of [...this.#open.values()])
      if (panel.profileId === profile.id) panel.follow(account);
      else panel.dispose();
  }

  dispose(): void {
    for (const panel of [...this.#open.values()]) panel.dispose();
  }
}

function keyOf(profileId: string, shown: unknown): string {
  return JSON.stringify([profileId, shown]);
}
