/** What every kind of panel needs of the window: where its files are, how commands are run, whose session is open. */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import type { CommandId } from '../ids.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Session } from '../profiles/sessions.ts';
import type { Ref } from '../refs.ts';

/** The cells of the row that a HIT of a batch was made from; `undefined` for any other HIT. */
export type BatchInputs = (hitId: string) => readonly (readonly [name: string, text: string])[] | undefined;

export interface PanelHost {
  readonly extensionUri: vscode.Uri;
  /** Runs a command on what the user picked in a panel, and resolves when it is over. The command confirms, runs and reports. */
  readonly run: (command: CommandId, clicked: Ref, selected?: readonly Ref[]) => Thenable<unknown>;
  /** The session of a profile, for panels that VS Code brings back; they close if it is not the profile in use. */
  readonly resolve: (profileId: string) => Session | undefined;
  /** What the ledger of a profile knows of its batches. */
  readonly batchInputs: (profileId: string) => Promise<BatchInputs>;
}

/** As much of a session as a panel shows and reads: a profile with its account, which is missing while nothing runs behind the profile. */
export interface PanelSession {
  readonly profile: Pick<Profile, 'id' | 'name' | 'environment'>;
  readonly account?: Account;
}
