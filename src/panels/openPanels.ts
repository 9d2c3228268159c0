/** The panels of one kind that are open, by their profile and by what they show. */
import type { Account } from '../account/account.ts';
import type { PanelSession } from './panelHost.ts';

export interface SessionPanel {
  readonly profileId: string;
  /** Goes on with another account of its profile. */
  follow(account: Account | undefined): void;
  dispose(): void;
}

/** Panels that come back with their profile, at most. */
const mostSetAside = 20;

/** What is shown has the same JSON whenever it is the same. */
export class OpenPanels<Panel extends SessionPanel, Shown> {
  readonly #open = new Map<string, { readonly panel: Panel; readonly shown: Shown }>();
  /** By profile, what panels showed that were closed because another profile came into use. */
  readonly #setAside = new Map<string, Shown[]>();

  get(profileId: string, shown: Shown): Panel | undefined {
    return this.#open.get(keyOf(profileId, shown))?.panel;
  }

  find(is: (panel: Panel) => boolean): Panel | undefined {
    for (const { panel } of this.#open.values()) if (is(panel)) return panel;
    return undefined;
  }

  all(): Panel[] {
    return [...this.#open.values()].map(({ panel }) => panel);
  }

  /** Makes a panel, and keeps it until it says that it was closed. */
  add(profileId: string, shown: Shown, make: (onDispose: () => void) => Panel): Panel {
    const key = keyOf(profileId, shown);
    const panel = make(() => this.#open.delete(key));
    this.#open.set(key, { panel, shown });
    return panel;
  }

  /** Remembers what a panel showed until its profile is in use again. */
  setAside(profileId: string, shown: Shown): void {
    const all = this.#setAside.get(profileId) ?? [];
    this.#setAside.set(profileId, [...all, shown].slice(-mostSetAside));
  }

  /**
   * Goes on with another session: its panels read the account it has now, those of other profiles close. Gives what panels of its
   * own showed when they were closed so, which are to be opened again.
   */
  follow({ profile, account }: PanelSession): readonly Shown[] {
    for (const { panel, shown } of [...this.#open.values()])
      if (panel.profileId === profile.id) panel.follow(account);
      else {
        this.setAside(panel.profileId, shown);
        panel.dispose();
      }
    const back = this.#setAside.get(profile.id) ?? [];
    this.#setAside.delete(profile.id);
    return back;
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }
}

function keyOf(profileId: string, shown: unknown): string {
  return JSON.stringify([profileId, shown]);
}
