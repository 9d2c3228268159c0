/** The HIT panels: one for each HIT of a profile, fed by the account, restored after a reload by who they are. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { type CommandId, commands, panels } from '../../ids.ts';
import type { Target } from '../../targets.ts';
import { WebviewHost } from '../webviewHost.ts';
import {
  type AssignmentAction,
  assignmentsStep,
  type HITAction,
  type HITContract,
  type HITViewModel,
  hitContract,
  readIdentity,
} from './contract.ts';
import { hitViewModel, newestFirst } from './viewModel.ts';

export interface PanelProfile {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
}

/** A profile with its live model. */
export interface PanelSession {
  readonly account: Account;
  readonly profile: PanelProfile;
}

export interface OpenOptions extends PanelSession {
  readonly hitId: string;
  /** Scrolled to and marked, as soon as it is known. */
  readonly assignmentId?: string;
}

export interface HITPanelsOptions {
  readonly extensionUri: vscode.Uri;
  /** Runs a command on what the user picked in a panel. The command asks, acts and tells. */
  readonly run: (command: CommandId, target: Target) => void;
  /** The session of a profile, for panels that VS Code brings back; without one they close. */
  readonly resolve: (profileId: string) => Promise<PanelSession | undefined> | PanelSession | undefined;
}

/** Environments in which no money moves. Anything else, a lab's own service included, counts as real. */
const playEnvironments: ReadonlySet<string> = new Set(['local', 'sandbox']);

const hitCommands: Readonly<Record<HITAction, CommandId>> = {
  refresh: commands.refreshHIT,
  extend: commands.extendHIT,
  expire: commands.expireHIT,
  delete: commands.deleteHIT,
  copyId: commands.copyId,
};

const assignmentCommands: Readonly<Record<AssignmentAction, CommandId>> = {
  approve: commands.approve,
  reject: commands.reject,
  bonus: commands.sendBonus,
  takeBack: commands.takeBackRejection,
};

export class HITPanels implements vscode.Disposable {
  readonly #options: HITPanelsOptions;
  readonly #open = new Map<string, HITPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(options: HITPanelsOptions) {
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.hit, {
      deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens the panel of a HIT, or brings it to the front. */
  open(options: OpenOptions): void {
    const open = this.#open.get(keyOf(options.profile.id, options.hitId));
    if (open) open.bringToFront();
    const panel =
      open ??
      this.#adopt(
        vscode.window.createWebviewPanel(panels.hit, '', vscode.ViewColumn.Active, {
          enableScripts: true,
          enableFindWidget: true,
        }),
        options,
        options.hitId,
      );
    if (options.assignmentId !== undefined) panel.reveal(options.assignmentId);
  }

  /** Closes the panels of a profile: its session ended or it was removed. */
  close(profileId: string): void {
    for (const panel of [...this.#open.values()]) if (panel.profileId === profileId) panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of [...this.#open.values()]) panel.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const identity = readIdentity(state);
    const session = identity && (await this.#options.resolve(identity.profileId));
    if (!session || this.#open.has(keyOf(identity.profileId, identity.hitId))) return panel.dispose();
    this.#adopt(panel, session, identity.hitId);
  }

  #adopt(panel: vscode.WebviewPanel, session: PanelSession, hitId: string): HITPanel {
    const key = keyOf(session.profile.id, hitId);
    const adopted = new HITPanel(panel, session, hitId, this.#options, () => this.#open.delete(key));
    this.#open.set(key, adopted);
    return adopted;
  }
}

function keyOf(profileId: string, hitId: string): string {
  return JSON.stringify([profileId, hitId]);
}

class HITPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: PanelSession;
  readonly #hitId: string;
  readonly #host: WebviewHost<HITContract>;
  readonly #run: HITPanelsOptions['run'];
  #limit = assignmentsStep;
  /** The service was asked about the HIT and has answered: if it is not known then, it is gone. */
  #asked = false;
  #revealing: string | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    session: PanelSession,
    hitId: string,
    options: HITPanelsOptions,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    this.#session = session;
    this.#hitId = hitId;
    this.#run = options.run;
    panel.iconPath = vscode.Uri.joinPath(options.extensionUri, 'media', 'mturk.svg');
    this.#name();
    const changes = session.account.onChange(({ hits, assignments }) => {
      if (hits.has(hitId) || assignments.has(hitId)) this.#update();
    });
    this.#host = new WebviewHost({
      panel,
      assets: vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview'),
      joinPath: vscode.Uri.joinPath,
      name: 'hit',
      contract: hitContract,
      handlers: {
        requests: { question: () => ({ source: session.account.hit(hitId)?.question ?? '' }) },
        commands: {
          act: ({ action }) => this.#act(action),
          actOnAssignment: ({ action, assignmentId }) => this.#actOnAssignment(action, assignmentId),
          copy: ({ text }) => void vscode.env.clipboard.writeText(text),
          // The address was checked to be http or https; VS Code asks before it leaves for an untrusted site.
          openLink: ({ url }) => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
          showAssignments: ({ count }) => {
            this.#limit = Math.max(this.#limit, count);
            this.#update();
          },
        },
      },
      send: () => this.#update(),
      onDispose: () => {
        changes.dispose();
        onDispose();
      },
    });
    void this.#read();
  }

  get profileId(): string {
    return this.#session.profile.id;
  }

  bringToFront(): void {
    this.#panel.reveal();
    void this.#read();
  }

  reveal(assignmentId: string): void {
    this.#revealing = assignmentId;
    this.#update();
  }

  dispose(): void {
    this.#host.dispose();
  }

  async #read(): Promise<void> {
    const { account } = this.#session;
    await Promise.all([account.refreshHIT(this.#hitId), account.refreshAssignments(this.#hitId)]);
    this.#asked = true;
    this.#update();
  }

  #act(action: HITAction): void {
    // What can't be shown can still be asked for again, without a HIT that a command could act on.
    if (action === 'refresh' && !this.#session.account.hit(this.#hitId)) void this.#read();
    else this.#run(hitCommands[action], { kind: 'hit', hitId: this.#hitId });
  }

  #actOnAssignment(action: AssignmentAction, assignmentId: string): void {
    const known = this.#session.account.assignments(this.#hitId).some(({ id }) => id === assignmentId);
    if (known) this.#run(assignmentCommands[action], { kind: 'assignment', hitId: this.#hitId, assignmentId });
  }

  #update(): void {
    this.#name();
    if (!this.#host.listening) return;
    this.#showRevealed();
    this.#host.notify('model', this.#model());
    const revealed = this.#revealing;
    if (revealed !== undefined && this.#position(revealed) !== -1) {
      this.#revealing = undefined;
      this.#host.notify('reveal', { assignmentId: revealed });
    }
  }

  /** What is revealed must be among what is shown, however far down. */
  #showRevealed(): void {
    if (this.#revealing === undefined) return;
    const position = this.#position(this.#revealing);
    if (position >= this.#limit) this.#limit = Math.ceil((position + 1) / assignmentsStep) * assignmentsStep;
  }

  #position(assignmentId: string): number {
    return this.#session.account
      .assignments(this.#hitId)
      .toSorted(newestFirst)
      .findIndex(({ id }) => id === assignmentId);
  }

  #model(): HITViewModel {
    const { account, profile } = this.#session;
    const now = account.now();
    return {
      hitId: this.#hitId,
      profile: { id: profile.id, name: profile.name, environment: profile.environment },
      now,
      state: hitViewModel(account, this.#hitId, now, {
        limit: this.#limit,
        realMoney: !playEnvironments.has(profile.environment),
        asked: this.#asked,
      }),
    };
  }

  #name(): void {
    const title = this.#session.account.hit(this.#hitId)?.title;
    if (title !== undefined || this.#panel.title === '') this.#panel.title = tabTitle(title ?? this.#hitId);
  }
}

const longestTabTitle = 40;

/** A title fit for a tab: one short line, without characters that would steer the text around it. */
function tabTitle(title: string): string {
  const line = title.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > longestTabTitle ? `${characters.slice(0, longestTabTitle - 1).join('')}…` : line || 'HIT';
}
