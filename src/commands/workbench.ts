/** All that commands work with. A command passes on only the parts that a function needs. */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import type { Documents } from '../documents/documents.ts';
import type { Archives } from '../local/archives.ts';
import type { LocalService } from '../local/localService.ts';
import type { PeopleSubject } from '../panels/people/contract.ts';
import type { GridMessage, ReviewSelection } from '../panels/review/contract.ts';
import type { Identities } from '../profiles/identities.ts';
import type { LocalTerminals } from '../profiles/localTerminals.ts';
import type { ProfileStore } from '../profiles/profileStore.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import type { Ref, WorkRef } from '../refs.ts';
import type { Log } from '../ui/log.ts';
import type { Prompts } from '../ui/prompts.ts';
import type { Explorer } from '../views/explorer.ts';
import type { DecisionFiles } from './decisions/decisionFiles.ts';
import type { DefinitionTestRuns } from './definition/definitionTestRuns.ts';
import type { Previews } from './definition/previews.ts';
import type { Ledgers } from './ledger/ledgers.ts';

export interface Workbench {
  readonly store: ProfileStore;
  readonly identities: Identities;
  readonly sessions: Sessions;
  readonly local: LocalService;
  readonly archives: Archives;
  readonly terminals: LocalTerminals;
  readonly log: Log;
  /** Replaced by scripted answers in tests. */
  prompts: Prompts;
  readonly openHIT: (session: ConnectedSession, what: Opening) => Promise<void>;
  readonly openReview: (session: ConnectedSession, what: ReviewOpening) => Promise<void>;
  readonly openPeople: (session: ConnectedSession, subject: PeopleSubject) => Promise<void>;
  readonly openDashboard: (session: ConnectedSession, selection: ReviewSelection) => Promise<void>;
  /** The HITs whose panels show, that of the active one first. */
  readonly visibleHITs: () => readonly string[];
  /**
   * Shows a message in a review grid that is in sight and has all these HITs. Answers nothing where there is none. Replaced in
   * tests, whose scripts answer messages of the window.
   */
  reportInGrid: (
    profileId: string,
    hitIds: readonly string[],
    message: GridMessage,
  ) => Promise<string | undefined> | undefined;
  readonly ledgers: Ledgers;
  readonly explorer: Explorer;
  readonly documents: Documents;
  readonly decisions: DecisionFiles;
  readonly previews: Previews;
  readonly definitionTests: DefinitionTestRuns;
  readonly clipboard: vscode.Clipboard;
  /** What the user chose before, in any workspace. */
  readonly memory: vscode.Memento;
  /** What the user chose before in this workspace. */
  readonly workspaceMemory: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
}

/** Parts of the workbench, by name: functions take those they use. */
export type Needs<K extends keyof Workbench> = Pick<Workbench, K>;

/** What it takes to send operations: the ledger, the session they belong to, and what asks and reports. */
export type Operating = Needs<'ledgers' | 'log' | 'prompts' | 'sessions' | 'reportInGrid'>;

export type ConnectedSession = Session & { readonly account: Account };

export interface Opening {
  /** A HIT, or the assignment of one to scroll to. */
  readonly target: WorkRef;
  readonly preserveFocus?: boolean;
}

export interface ReviewOpening {
  readonly selection: ReviewSelection;
  /** The row to go to. */
  readonly row?: Ref<'assignment'>;
  /** A line for the search of the grid, which narrows the selection. */
  readonly search?: string;
}
