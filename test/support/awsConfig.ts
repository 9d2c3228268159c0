/** A shared config of AWS for one test, and an environment that names no other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AwsConfig {
  readonly folder: string;
  /** Replaces the text of ~/.aws/config and ~/.aws/credentials. */
  write(config: string, credentials?: string): void;
  /** Puts the environment back and removes the files. */
  remove(): void;
}

/** Points this process at a config of its own; `env` is added to the environment. */
export function useAwsConfig(env: Readonly<Record<string, string>> = {}): AwsConfig {
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'mturk-aws-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  });
  return {
    folder,
    write: (config, credentials = '') => {
      writeFileSync(join(folder, 'config'), config);
      writeFileSync(join(folder, 'credentials'), credentials);
    },
    remove: () => {
      for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
      Object.assign(process.env, before);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
