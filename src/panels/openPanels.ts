/** The panels of one kind that are open, by their profile and by what they show. */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import type { PanelSession } from './panelHost.ts';

/** Where a panel stands among the editors. */
export interface PanelPlace {
  /** Of its group; nothing while it is hidden behind others. */
  readonly column: number | undefined;
  /** Whether it is in front of its group. */
  readonly visible: boolean;
}

export function placeOf({ viewColumn: column, visible }: vscode.WebviewPanel): PanelPlace {
  return { column, visible };
}

export interface SessionPanel {
  readonly profileId: string;
  readonly place: PanelPlace;
  /** Switches to another account of its profile. */
  follow(account: Account | undefined): void;
  dispose(): void;
}

/** Panels of a profile that come back with it, at most. */
const mostSetAside = 20;
/** Profiles whose panels are set aside, at most: some may have been removed. */
const mostProfiles = 20;

interface SetAside<Shown> {
  readonly shown: Shown;
  readonly place: PanelPlace;
}

/** A panel that was closed with its profile, which is in use again. */
export interface Returning {
  readonly place: PanelPlace;
  /** Opens it. It is set aside again if the profile is no longer in use by then. */
  open(): Promise<void>;
}

/** In the order in which panels are to be opened, so that those that were in front of their groups are so again. */
export function inOpeningOrder(returning: readonly Returning[]): readonly Returning[] {
  return returning.toSorted((a, b) => Number(a.place.visible) - Number(b.place.visible));
}

/** Reopens panels one after another. The failure of one keeps no other closed. */
export async function reopenAll(returning: readonly Returning[], onFailed: (error: unknown) => void): Promise<void> {
  for (const each of returning)
    try {
      await each.open();
    } catch (error) {
      onFailed(error);
    }
}

/** What is shown has the same JSON whenever it is the same. */
export class OpenPanels<Panel extends SessionPanel, Shown> {
  readonly #open = new Map<string, { readonly panel: Panel; readonly shown: Shown }>();
  /** By profile, what panels showed that were closed because another profile came into use. */
  readonly #setAside = new Map<string, SetAside<Shown>[]>();
  /** Of the session that was followed last. */
  #profileId: string | undefined;

  get(profileId: string, shown: Shown): Panel | undefined {
    return this.#open.get(keyOf(profileId, shown))?.panel;
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
  setAside(profileId: string, shown: Shown, place: PanelPlace): void {
    const all = this.#setAside.get(profileId) ?? [];
    this.#setAside.delete(profileId);
    this.#setAside.set(profileId, [...all, { shown, place }].slice(-mostSetAside));
    for (const oldest of this.#setAside.keys()) if (this.#setAside.size > mostProfiles) this.#setAside.delete(oldest);
  }

  /**
   * Switches to another session: its panels read the current account, and panels of other profiles close. Returns the panels of this
   * profile that were closed that way; `open` reopens them.
   */
  follow(
    { profile: { id }, account }: PanelSession,
    open: (shown: Shown, place: PanelPlace) => Promise<void>,
  ): readonly Returning[] {
    this.#profileId = id;
    for (const { panel, shown } of [...this.#open.values()])
      if (panel.profileId === id) panel.follow(account);
      else {
        this.setAside(panel.profileId, shown, panel.place);
        panel.dispose();
      }
    const back = this.#setAside.get(id) ?? [];
    this.#setAside.delete(id);
    return back.map(({ shown, place }) => ({
      place,
      open: async () => {
        if (this.#profileId === id) await open(shown, place);
        // Another profile may have come into use meanwhile.
        if (this.#profileId !== id && !this.get(id, shown)) this.setAside(id, shown, place);
      },
    }));
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }
}

function keyOf(profileId: string, shown: unknown): string {
  return JSON.stringify([profileId, shown]);
}
