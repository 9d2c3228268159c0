/** What all kinds of panels share: one panel for each subject in a profile, restored after a reload and when its profile is active again. */
import * as vscode from 'vscode';
import { OpenPanels, type PanelPlace, placeOf, type Returning, type SessionPanel } from './openPanels.ts';
import type { PanelHost, PanelSession } from './panelHost.ts';

/** How panels of a kind are made, from the file that is loaded with the first one. */
export interface PanelMaking<Panel, Shown> {
  readonly make: (panel: vscode.WebviewPanel, session: PanelSession, shown: Shown, onDispose: () => void) => Panel;
  /** What a panel showed, and of which profile, from the state that its page kept; nothing where that can't be read. */
  readonly identityOf: (state: unknown) => { readonly profileId: string; readonly shown: Shown } | undefined;
}

export interface PanelKindOptions<Panel, Shown> {
  readonly viewType: string;
  readonly webview?: vscode.WebviewPanelOptions;
  readonly resolve: PanelHost['resolve'];
  /** Activation does not pay for what this loads. */
  readonly load: () => Promise<PanelMaking<Panel, Shown>>;
}

export interface OpenedPanel<Panel> {
  readonly panel: Panel;
  readonly session: PanelSession;
  readonly wasOpen: boolean;
}

export class PanelKind<Panel extends SessionPanel, Shown> implements vscode.Disposable {
  readonly #options: PanelKindOptions<Panel, Shown>;
  readonly #open = new OpenPanels<Panel, Shown>();
  readonly #serializer: vscode.Disposable;

  constructor(options: PanelKindOptions<Panel, Shown>) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(options.viewType, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** The panel of something, made if there is none; nothing where its profile is not in use any more. */
  async open(
    profileId: string,
    shown: Shown,
    back: PanelPlace | undefined,
    preserveFocus = back !== undefined,
  ): Promise<OpenedPanel<Panel> | undefined> {
    const { viewType, webview, resolve, load } = this.#options;
    const making = await load();
    // The profile's session may have been replaced meanwhile, or another profile may be the active one.
    const session = resolve(profileId);
    if (!session) return undefined;
    const open = this.#open.get(profileId, shown);
    if (open) return { panel: open, session, wasOpen: true };
    const place = { viewColumn: back?.column ?? vscode.ViewColumn.Active, preserveFocus };
    const created = vscode.window.createWebviewPanel(viewType, '', place, { enableScripts: true, ...webview });
    return { panel: this.#adopt(making, created, session, shown), session, wasOpen: false };
  }

  /** The panel of something, if it is open. */
  get(profileId: string, shown: Shown): Panel | undefined {
    return this.#open.get(profileId, shown);
  }

  all(): Panel[] {
    return this.#open.all();
  }

  follow(session: PanelSession, open: (shown: Shown, back: PanelPlace) => Promise<void>): readonly Returning[] {
    return this.#open.follow(session, open);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#open.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const making = await this.#options.load();
    const identity = making.identityOf(state);
    const session = identity && this.#options.resolve(identity.profileId);
    if (identity && !session) this.#open.setAside(identity.profileId, identity.shown, placeOf(panel));
    if (!session || this.#open.get(identity.profileId, identity.shown)) panel.dispose();
    else this.#adopt(making, panel, session, identity.shown);
  }

  #adopt({ make }: PanelMaking<Panel, Shown>, panel: vscode.WebviewPanel, session: PanelSession, shown: Shown): Panel {
    return this.#open.add(session.profile.id, shown, onDispose => make(panel, session, shown, onDispose));
  }
}
