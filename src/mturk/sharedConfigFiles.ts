/** Where the shared config is, its texts, and how the SDK gets what was read of it. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CredentialsProblem } from './errors.ts';
import { readSharedConfig, type SharedConfig, sdkConfigText, sharedConfigProblem } from './sharedConfig.ts';

/** No config that people keep is larger. Bytes. */
const mostBytes = 4_000_000;

/** Reads both files anew; a file that is not there is empty. Throws {@link CredentialsProblem}. */
export async function loadSharedConfig(): Promise<SharedConfig> {
  const { config, credentials } = await paths();
  return readSharedConfig(await textOf(config), await textOf(credentials));
}

/** What the profile misses in the config, in words; nothing where the SDK may try. */
export function missingIn(config: SharedConfig, profile: string): string | undefined {
  return sharedConfigProblem(config, profile, existsSync);
}

/** From now on the SDK reads this config in the place of the files, and runs commands of theirs by `run`. */
export async function giveToSdk(config: SharedConfig, run: (command: string) => Promise<{ stdout: string }>) {
  const { externalDataInterceptor } = await import('./sdk.ts');
  const own = await paths();
  const text = sdkConfigText(config);
  for (const path of new Set([own.config, process.env.AWS_CONFIG_FILE ?? own.config]))
    externalDataInterceptor.interceptFile(path, text);
  for (const path of new Set([own.credentials, process.env.AWS_SHARED_CREDENTIALS_FILE ?? own.credentials]))
    externalDataInterceptor.interceptFile(path, '');
  const record: Record<string, unknown> = externalDataInterceptor.getTokenRecord();
  // The SDK's own hook for this: it is made a promise of, with the output as its one result.
  record.exec = (command: string, done: (error: unknown, output?: { stdout: string }) => void) =>
    run(command).then(output => done(null, output), done);
}

async function paths(): Promise<{ readonly config: string; readonly credentials: string }> {
  const { getHomeDir } = await import('./sdk.ts');
  const at = (variable: string, name: string) => {
    const path = process.env[variable] || join(getHomeDir(), '.aws', name);
    return path.startsWith('~/') ? join(getHomeDir(), path.slice(2)) : path;
  };
  return { config: at('AWS_CONFIG_FILE', 'config'), credentials: at('AWS_SHARED_CREDENTIALS_FILE', 'credentials') };
}

async function textOf(path: string): Promise<string> {
  try {
    const file = await stat(path);
    // Reading a pipe may never end.
    if (!file.isFile()) throw unreadable(path, 'it is not a file');
    if (file.size > mostBytes) throw unreadable(path, `it is larger than ${mostBytes / 1_000_000} MB`);
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    if (error instanceof CredentialsProblem) throw error;
    throw unreadable(path, code ?? String(error));
  }
}

function unreadable(path: string, reason: string): CredentialsProblem {
  return new CredentialsProblem(
    'noCredentials',
    `${path} can’t be read: ${reason}`,
    'Check that file, or take the keys from elsewhere.',
  );
}
