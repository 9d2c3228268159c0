import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../mturk/client.ts';
import { explain, toMTurkError } from '../../mturk/errors.ts';
import { registerSecret } from '../../mturk/masking.ts';
import { endpointProblem, environmentOf, type Profile, presets } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Handler } from '../registry.ts';
import type { Workbench } from '../workbench.ts';

export const addProfile: Handler = async workbench => {
  const profile = await askProfile(workbench);
  if (!profile) return;
  for (;;) {
    const credentials = await askCredentials(workbench, profile);
    if (!credentials) return;
    const problem = await withProgress(`Checking the keys at ${profile.endpoint}`, ({ signal }) =>
      check(workbench, profile, credentials, signal),
    );
    if (problem === undefined) {
      await workbench.store.add(profile, credentials);
      await workbench.sessions.switchTo(profile);
      await workbench.prompts.inform(`Profile ${profile.name} is ready and active.`);
      return;
    }
    const again = 'Enter Keys Again';
    if ((await workbench.prompts.complain(problem, again)) !== again) return;
  }
};

async function askProfile({ prompts, store }: Workbench): Promise<Profile | undefined> {
  const taken = new Set(store.all().map(profile => profile.name.toLowerCase()));
  const name = await prompts.input({
    title: 'Add profile: name',
    prompt: 'What shall it be called?',
    placeholder: 'lab-main',
    check: text => {
      if (text.trim() === '') return 'A name is needed.';
      return taken.has(text.trim().toLowerCase()) ? 'There is a profile of that name.' : undefined;
    },
  });
  if (name === undefined) return undefined;
  const preset = await prompts.pick('Add profile: endpoint', 'Where does the service answer?', [
    { label: 'Another endpoint…', detail: 'Any URL that speaks the Mechanical Turk Requester API.', value: '' },
    ...presets.map(({ label, endpoint, detail }) => ({ label, description: endpoint, detail, value: endpoint })),
  ]);
  if (preset === undefined) return undefined;
  const endpoint =
    preset ||
    (await prompts.input({
      title: 'Add profile: endpoint',
      prompt: 'The URL of the service',
      placeholder: 'https://mturk.lab.example',
      check: text => endpointProblem(text.trim()),
    }));
  if (!endpoint) return undefined;
  const url = endpoint.trim().replace(/\/$/, '');
  return { id: randomUUID(), name: name.trim(), endpoint: url, environment: environmentOf(url) };
}

async function askCredentials({ prompts }: Workbench, { name }: Profile): Promise<Credentials | undefined> {
  const title = `Add profile ${name}: keys`;
  const needed = (text: string) => (text.trim() === '' ? 'It can’t be empty.' : undefined);
  const accessKeyId = await prompts.input({ title, prompt: 'Access key id', check: needed });
  if (accessKeyId === undefined) return undefined;
  const secretAccessKey = await prompts.input({
    title,
    prompt: 'Secret access key. It is kept in VS Code’s secret storage and nowhere else.',
    secret: true,
    check: needed,
  });
  if (secretAccessKey === undefined) return undefined;
  registerSecret(secretAccessKey.trim());
  return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
}

/** Asks for the balance with the new keys; answers what is wrong, or nothing. */
async function check(
  { sessions }: Workbench,
  profile: Profile,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = sessions.client(profile, async () => credentials);
  try {
    await client.call('GetAccountBalance', {}, { signal });
    return undefined;
  } catch (error) {
    const { reason, advice } = explain(toMTurkError(error, 'GetAccountBalance'), profile.endpoint);
    return `Couldn’t add profile ${profile.name}: ${reason}. ${advice}`.trim();
  } finally {
    client.dispose();
  }
}
