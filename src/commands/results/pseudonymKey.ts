/** The key of the pseudonyms: made once, kept in secret storage, the same for every workspace and file of this user. */
import { createHash, randomBytes } from 'node:crypto';
import { storageKeys } from '../../storageKeys.ts';
import { CommandError } from '../commandError.ts';
import type { Needs } from '../workbench.ts';

/** The key; nothing when the user walked away. Throws a {@link CommandError} where it can't be kept. */
export async function pseudonymKey(
  workbench: Needs<'memory' | 'prompts' | 'secrets'>,
): Promise<Uint8Array | undefined> {
  const { secrets, memory, prompts } = workbench;
  const stored = await secrets.get(storageKeys.pseudonymKey);
  if (stored !== undefined) return Buffer.from(stored, 'base64');
  // Another key would give the same workers other pseudonyms, and nobody would notice.
  if (memory.get(storageKeys.pseudonymKeyDigest) !== undefined) {
    const agreed = await prompts.confirm({
      message: 'The key of your pseudonyms is no longer in secret storage.',
      detail: 'With a new key, workers get other pseudonyms than in files that you exported before.',
      action: 'Make New Key',
      warning: true,
    });
    if (!agreed) return undefined;
  }
  const key = randomBytes(32).toString('base64');
  await secrets.store(storageKeys.pseudonymKey, key);
  // A storage may take it and have nothing; another window may have been first.
  const kept = await secrets.get(storageKeys.pseudonymKey);
  if (kept === undefined)
    throw new CommandError(
      'Couldn’t export with pseudonyms: secret storage didn’t store their key. Check the keyring of this machine.',
    );
  await memory.update(storageKeys.pseudonymKeyDigest, createHash('sha256').update(kept).digest('hex'));
  return Buffer.from(kept, 'base64');
}
