/** What an account is opened with. */
import type { MTurkClient } from '../mturk/client.ts';
import type { Instant } from '../mturk/model.ts';
import type { NotesFile } from './notes.ts';
import type { StateFile } from './snapshot.ts';

export interface AccountOptions {
  readonly client: MTurkClient;
  /** Milliseconds since the epoch. */
  readonly now: () => Instant;
  /** Where the last known state is kept, and whose it is: another identity's is not shown. */
  readonly kept?: { readonly file: StateFile; readonly identity: string };
  /** Where the user's notes are kept; in memory unless told. */
  readonly notes?: NotesFile;
}
