/** Asks for the balance: the check of a profile that costs nothing and changes nothing. */
import type { Credentials, MTurkClient } from '../../mturk/client.ts';
import { explain } from '../../mturk/explain.ts';
import { readFunds } from '../../mturk/funds.ts';
import { formatDollars } from '../../mturk/money.ts';
import { toMTurkError } from '../../mturk/thrownErrors.ts';
import type { Profile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Needs } from '../workbench.ts';

export type BalanceResult =
  | { readonly ok: true; readonly balance: string }
  | { readonly ok: false; readonly cancelled: boolean; readonly words: string };

/** Asks with keys that may not be stored yet. */
export async function tryKeys(
  workbench: Needs<'sessions'>,
  profile: Profile,
  credentials: () => Promise<Credentials>,
): Promise<BalanceResult> {
  const client = workbench.sessions.client(profile, credentials);
  try {
    return await askBalance(profile, client);
  } finally {
    client.dispose();
  }
}

export async function askBalance(profile: Profile, client: MTurkClient): Promise<BalanceResult> {
  try {
    const answer = await withProgress(`Checking profile ${profile.name} at ${client.endpoint}`, ({ signal }) =>
      client.call('GetAccountBalance', {}, { signal }),
    );
    const { available, onHold } = readFunds(answer);
    const held = onHold === undefined ? '' : `, and ${formatDollars(onHold)} on hold`;
    return { ok: true, balance: available === undefined ? '' : `Balance ${formatDollars(available)}${held}.` };
  } catch (error) {
    const failure = toMTurkError(error, 'GetAccountBalance');
    const { reason, advice } = explain(failure, client.endpoint);
    return { ok: false, cancelled: failure.kind === 'cancelled', words: `${reason}. ${advice}`.trim() };
  }
}
