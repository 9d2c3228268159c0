/** What the questions about a profile start from. */
import type { Profile } from '../../profiles/profile.ts';

export interface FormOptions {
  readonly title: string;
  /** Names of the other profiles. */
  readonly taken: readonly string[];
  /** The profile as it was, and whether its keys can be had. */
  readonly before?: { readonly profile: Profile; readonly keysAtHand: boolean };
}
