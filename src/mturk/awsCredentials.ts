/** Keys that are kept elsewhere: in the AWS shared config, by the SDK's own providers, and in the environment. */
import type { Credentials } from './client.ts';
import { CredentialProcessTimeout, runCredentialProcess } from './credentialProcess.ts';
import { CredentialsProblem } from './errors.ts';
import { registerSecret } from './masking.ts';
import type { NetworkSettings } from './network.ts';
import { shellQuoted } from './quoting.ts';
import { giveToSdk, loadSharedConfig, missingIn } from './sharedConfigFiles.ts';

export interface AwsProfileOptions {
  /** A section of ~/.aws/config or ~/.aws/credentials, or wherever AWS_CONFIG_FILE and its kin point. */
  readonly profile: string;
  /** Asked for the code of an MFA device; `undefined` means that the user walked away. Throw to say why nobody is asked. */
  readonly mfaCode: (serial: string) => Promise<string | undefined>;
  /** The way to STS and SSO. */
  readonly network?: NetworkSettings;
  readonly limits?: Partial<typeof defaultLimits>;
}

/** Milliseconds: for a `credential_process`, and for one exchange with STS or SSO. */
const defaultLimits = { command: 60_000, exchange: 30_000 };

/** Bytes of an answer of STS or SSO. */
const mostAnswer = 1_000_000;

const awsRegion = 'us-east-1';

/**
 * Keys of a profile of the shared config: static ones, credential_process, SSO, an assumed role, a web identity. Reads the
 * files anew each time. Throws {@link CredentialsProblem}.
 */
export async function awsProfileCredentials(options: AwsProfileOptions): Promise<Credentials> {
  const { profile, mfaCode, network } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const { fromIni, agentsFor, BoundedHandler } = await import('./sdk.ts');
  const config = await loadSharedConfig();
  const missing = missingIn(config, profile);
  if (missing !== undefined)
    throw new CredentialsProblem(
      'noCredentials',
      `AWS profile ${profile}: ${missing}`,
      'Complete ~/.aws/config, or edit the profile and name another AWS profile.',
    );
  let slow: CredentialProcessTimeout | undefined;
  await giveToSdk(config, command =>
    runCredentialProcess(command, limits.command).catch((error: unknown) => {
      if (error instanceof CredentialProcessTimeout) slow = error;
      throw error;
    }),
  );
  const sts = process.env.AWS_ENDPOINT_URL_STS ?? `https://sts.${awsRegion}.amazonaws.com`;
  const provide = fromIni({
    profile,
    ignoreCache: true,
    clientConfig: {
      requestHandler: new BoundedHandler(
        { exchange: limits.exchange, body: mostAnswer },
        { connectionTimeout: 5_000, ...(network ? agentsFor(sts, network) : {}) },
      ),
    },
    parentClientConfig: { region: awsRegion, profile },
    mfaCodeProvider: async serial => {
      const code = await mfaCode(serial);
      if (code === undefined) throw new CredentialsProblem('cancelled', 'no MFA code was given', '');
      return code;
    },
  });
  try {
    return plain(await provide());
  } catch (error) {
    if (slow)
      throw new CredentialsProblem(
        'noCredentials',
        `AWS profile ${profile}: its ${slow.message} and was stopped`,
        'Run that command in a terminal to see what it is waiting for, then check the profile.',
        error,
      );
    throw awsProblem(error, profile);
  }
}

/** Keys of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. Throws {@link CredentialsProblem}. */
export async function environmentCredentials(): Promise<Credentials> {
  const { fromEnv } = await import('./sdk.ts');
  try {
    return plain(await fromEnv()());
  } catch (error) {
    throw new CredentialsProblem(
      'noCredentials',
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set in the environment that VS Code was started in',
      'Set them and restart VS Code, or edit the profile and take its keys from elsewhere.',
      error,
    );
  }
}

/** The names of the profiles in the shared config, in the order of the files; none where there are no files. */
export async function awsProfileNames(): Promise<string[]> {
  return [...(await loadSharedConfig()).profiles.keys()];
}

function plain({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): Credentials {
  registerSecret(secretAccessKey);
  registerSecret(sessionToken);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken ? { sessionToken } : {}),
    ...(expiration ? { expiration } : {}),
  };
}

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly errors?: readonly { readonly code?: string }[];
  readonly $fault?: string;
}

/** Keeps no text of a credential_process: its command line and what it wrote may hold secrets. */
function awsProblem(error: unknown, profile: string): CredentialsProblem {
  if (error instanceof CredentialsProblem) return error;
  const thrown: Thrown = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const problem = (kind: CredentialsProblem['kind'], reason: string, advice: string) =>
    new CredentialsProblem(kind, `AWS profile ${profile}: ${reason}`, advice, error);
  const code = thrown.code ?? thrown.errors?.find(each => each.code)?.code;
  if (/^AccessDenied/.test(thrown.name))
    return problem(
      'notPermitted',
      /MFA|MultiFactor/i.test(thrown.message)
        ? 'the MFA code was not accepted'
        : `the role was refused: ${thrown.message}`,
      'The keys it starts from need the action sts:AssumeRole on the role, and a fresh code if the role requires MFA.',
    );
  if (/^ExpiredToken/.test(thrown.name))
    return problem('expiredCredentials', 'the keys it starts from have expired', 'Renew them, then check the profile.');
  if (thrown.$fault !== undefined)
    return problem(
      'badCredentials',
      `STS refused (${thrown.name}: ${thrown.message})`,
      'Check the keys it starts from.',
    );
  if (/\bSSO\b|sso login/i.test(thrown.message))
    return problem(
      'expiredCredentials',
      'there is no valid SSO session',
      `Run “aws sso login --profile ${shellQuoted(profile)}” in a terminal, then check the profile.`,
    );
  if (/^Command failed|credential_process|spawn /.test(thrown.message))
    return problem(
      'noCredentials',
      'its credential_process gave no keys',
      'Run that command in a terminal to see why, then check the profile.',
    );
  if (code) return problem('noCredentials', `STS or SSO does not answer (${code})`, 'Check the network and its proxy.');
  if (/Could not resolve credentials|could not be found/.test(thrown.message))
    return problem(
      'noCredentials',
      'the shared config has no keys for it',
      'Check ~/.aws/config and ~/.aws/credentials, or edit the profile and name another.',
    );
  return problem('noCredentials', thrown.message, 'Check ~/.aws/config and ~/.aws/credentials.');
}
