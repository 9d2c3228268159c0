/** Brings a profile to where it may sign: agreed to, with keys for its endpoint. Asks what only the user can say. */
import type { Credentials } from '../../mturk/client.ts';
import { CredentialsProblem } from '../../mturk/errors.ts';
import { environmentLabel, keysWords, type Profile, spendsRealMoney } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import { runWizard } from '../../ui/wizard.ts';
import type { Needs, Workbench } from '../workbench.ts';
import { tryKeys } from './balance.ts';
import type { Draft } from './draft.ts';
import { enteringSteps } from './keySteps.ts';

/** Whether the profile can be used now. If not, the reason was reported to the user. */
export async function ensureUsable(
  workbench: Needs<'identities' | 'prompts' | 'sessions' | 'store'>,
  profile: Profile,
): Promise<boolean> {
  if (!(await agreed(workbench, profile))) return false;
  switch (profile.keys) {
    case 'local':
    case 'archive':
      return true;
    case 'stored':
    case 'session':
      return keysReady(workbench, profile);
    case 'environment':
    case 'awsProfile':
      return signedIn(workbench, profile);
  }
}

async function agreed({ store, prompts }: Needs<'prompts' | 'store'>, profile: Profile): Promise<boolean> {
  if (store.isApproved(profile)) return true;
  const before = store.approvedElsewhere(profile);
  const sure = await prompts.confirm({
    message: `Use profile ${profile.name}, which the settings name?`,
    detail: [
      `Requests go to ${profile.endpoint}, signed with keys ${keysWords(profile)}.`,
      `${environmentLabel(profile)}: ${spendsRealMoney(profile.environment) ? 'real money' : 'no real money, according to the settings'}.`,
      ...(before ? [`Until now, ${profile.name} was at ${before}.`] : []),
    ].join('\n'),
    action: 'Use',
    warning: true,
  });
  if (sure) await store.approve(profile);
  return sure;
}

async function keysReady(workbench: Needs<'prompts' | 'sessions' | 'store'>, profile: Profile): Promise<boolean> {
  const { store, prompts } = workbench;
  const reading = await store.readKeys(profile);
  switch (reading.state) {
    case 'ready':
      return true;
    case 'elsewhere': {
      const send = 'Send These Keys';
      const enter = 'Enter Other Keys';
      const chosen = await prompts.decide(
        {
          message: `Sign requests to ${profile.endpoint} with the keys of profile ${profile.name}?`,
          detail: `${environmentLabel(profile)}. These keys were checked for ${reading.endpoint} and have been sent nowhere else.`,
          action: send,
          warning: true,
        },
        enter,
      );
      if (chosen === send) return (await store.rebindKeys(profile)).ok;
      return chosen === enter && enterKeys(workbench, profile);
    }
    case 'lost':
    case 'failed':
      await prompts.warn(
        `VS Code’s secret storage ${reading.state === 'lost' ? 'has lost' : 'can’t return'} the keys of profile ${profile.name}. Enter them again, or edit the profile and take them from an AWS profile or the environment.`,
      );
      return enterKeys(workbench, profile);
    case 'none':
      return enterKeys(workbench, profile);
  }
}

async function enterKeys(workbench: Needs<'prompts' | 'sessions' | 'store'>, profile: Profile): Promise<boolean> {
  const draft: Draft = { keys: profile.keys === 'session' ? 'session' : 'stored' };
  const filled = await runWizard(`Keys of profile ${profile.name}`, enteringSteps(workbench.prompts), draft);
  if (!filled) return false;
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = filled;
  const credentials: Credentials = {
    accessKeyId: accessKeyId.trim(),
    secretAccessKey: secretAccessKey.trim(),
    ...(sessionToken.trim() ? { sessionToken: sessionToken.trim() } : {}),
  };
  const result = await tryKeys(workbench, profile, async () => credentials);
  if (!result.ok) {
    await workbench.prompts.reportError(`Couldn’t use these keys for profile ${profile.name}: ${result.words}`);
    return false;
  }
  return keep(workbench, profile, credentials);
}

async function keep(
  { store, prompts }: Needs<'prompts' | 'store'>,
  profile: Profile,
  credentials: Credentials,
): Promise<boolean> {
  const kept = await store.storeKeys(profile, credentials);
  if (kept.ok) return true;
  const forSession = 'Keep for This Session';
  const chosen = await prompts.reportError(storageFailure(profile, kept.reason), forSession);
  return chosen === forSession && (await store.storeKeys({ ...profile, keys: 'session' }, credentials)).ok;
}

export function storageFailure({ name }: Profile, reason: string): string {
  return `Couldn’t store the keys of profile ${name}: VS Code’s secret storage does not work here (${reason}). The keys can come from an AWS profile or the environment, or be stored in memory for this session only.`;
}

async function signedIn({ identities, prompts }: Needs<'identities' | 'prompts'>, profile: Profile): Promise<boolean> {
  try {
    await withProgress(`Getting keys ${keysWords(profile)}`, () => identities.signIn(profile, askCode(prompts)));
    return true;
  } catch (error) {
    if (!(error instanceof CredentialsProblem)) throw error;
    if (error.kind !== 'cancelled')
      await prompts.reportError(`Couldn’t get the keys of profile ${profile.name}: ${error.message}. ${error.advice}`);
    return false;
  }
}

/** Asks for the code of an MFA device. */
export function askCode(prompts: Workbench['prompts']): (serial: string) => Promise<string | undefined> {
  return async serial => {
    const code = await prompts.input({
      title: 'MFA code',
      prompt: `The code that ${serial} shows now`,
      check: text => (/^\d{6,8}$/.test(text.trim()) ? undefined : 'Enter a number of six digits.'),
    });
    return code?.trim();
  };
}
