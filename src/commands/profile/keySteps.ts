/** The questions about a profile's keys. */
import { registerSecret } from '../../mturk/masking.ts';
import type { Choice, Prompts } from '../../ui/prompts.ts';
import { type WizardStep, withAnswer } from '../../ui/wizard.ts';
import { type Draft, endpointOf } from './draft.ts';
import type { FormOptions } from './formOptions.ts';

type Source = NonNullable<Draft['keys']>;

const sources: readonly Choice<Source>[] = [
  {
    label: 'Keys that I enter',
    description: 'stored in VS Code’s secret storage',
    detail: 'Access key, secret key and, for temporary keys, their session token.',
    value: 'stored',
  },
  {
    label: 'An AWS profile',
    description: 'of ~/.aws/config and ~/.aws/credentials',
    detail: 'Static keys, SSO, an assumed role with or without MFA, credential_process.',
    value: 'awsProfile',
  },
  {
    label: 'The environment',
    description: 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN',
    detail: 'As they were when VS Code was started.',
    value: 'environment',
  },
  {
    label: 'Keys that I enter, for this session only',
    description: 'stored in memory',
    detail: 'Forgotten when the window closes or reloads.',
    value: 'session',
  },
];

const otherName = Symbol('another name');

export function keySteps(
  prompts: Prompts,
  { before }: Pick<FormOptions, 'before'>,
  awsProfiles: () => Promise<readonly string[]>,
  stages: { readonly source: number; readonly keys: number },
): readonly WizardStep<Draft>[] {
  return [
    {
      stage: stages.source,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.pickStep({
            position,
            placeholder: 'Where do its keys come from?',
            active: value => value === draft.keys,
            choices: sources,
          }),
          keys => ({ keys }),
        ),
    },
    {
      stage: stages.keys,
      applies: ({ keys }) => keys === 'awsProfile',
      ask: async (draft, position) => {
        const names = await awsProfiles();
        const picked =
          names.length === 0
            ? otherName
            : await prompts.pickStep<string | typeof otherName>({
                position,
                placeholder: 'Which AWS profile?',
                active: value => value === draft.awsProfile,
                choices: [
                  ...names.map(name => ({ label: name, value: name })),
                  { label: 'Another name…', value: otherName },
                ],
              });
        if (picked !== otherName) return withAnswer(picked, awsProfile => ({ awsProfile }));
        const typed = await prompts.inputStep({
          position,
          prompt: 'The name of an AWS profile',
          value: draft.awsProfile ?? '',
          check: needed,
        });
        return withAnswer(typed, name => ({ awsProfile: name.trim() }));
      },
    },
    {
      stage: stages.keys,
      applies: draft => before?.keysAtHand === true && entersKeys(draft),
      ask: async (draft, position) => {
        const moved = before && before.profile.endpoint !== endpointOf(draft);
        const same = await prompts.pickStep({
          position,
          placeholder: moved ? `Which keys sign requests to ${endpointOf(draft)}?` : 'Which keys?',
          choices: [
            {
              label: moved ? 'The same keys' : 'Keep the keys',
              description: moved ? `so far used for ${before.profile.endpoint}` : '',
              value: true,
            },
            { label: 'Other keys…', value: false },
          ],
        });
        return withAnswer(same, sameKeys => ({ sameKeys }));
      },
    },
    ...enteringSteps(prompts, () => stages.keys),
  ];
}

/** Access key, secret key and session token; `stageOf` places each of the three, each a stage by default. */
export function enteringSteps(
  prompts: Prompts,
  stageOf: (place: 1 | 2 | 3) => number = place => place,
): readonly WizardStep<Draft>[] {
  const applies = (draft: Draft) => entersKeys(draft) && draft.sameKeys !== true;
  return [
    {
      stage: stageOf(1),
      applies,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: 'Access key ID',
            value: draft.accessKeyId ?? '',
            check: text => needed(text) ?? inOnePiece(text),
          }),
          accessKeyId => ({ accessKeyId }),
        ),
    },
    {
      stage: stageOf(2),
      applies,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt:
              draft.keys === 'session'
                ? 'Secret access key. It stays in memory until the window closes or reloads.'
                : 'Secret access key. It is stored in VS Code’s secret storage and nowhere else.',
            secret: true,
            check: text => needed(text) ?? inOnePiece(text),
          }),
          secretAccessKey => masked({ secretAccessKey }),
        ),
    },
    {
      stage: stageOf(3),
      applies,
      ask: async ({ accessKeyId = '' }, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: 'Session token, for temporary keys. Leave it empty for others.',
            secret: true,
            check: text =>
              accessKeyId.trim().startsWith('ASIA') && text.trim() === ''
                ? 'Access keys that start with ASIA are temporary and need their session token.'
                : inOnePiece(text),
          }),
          sessionToken => masked({ sessionToken }),
        ),
    },
  ];
}

function entersKeys({ keys }: Draft): boolean {
  return keys === 'stored' || keys === 'session';
}

/** What was typed is masked in the log from here on. */
function masked<T extends Readonly<Record<string, string>>>(fields: T): T {
  for (const value of Object.values(fields)) registerSecret(value.trim());
  return fields;
}

function needed(text: string): string | undefined {
  return text.trim() === '' ? 'It can’t be empty.' : undefined;
}

function inOnePiece(text: string): string | undefined {
  return /\s/.test(text.trim()) ? 'It can’t contain spaces. Check what you pasted.' : undefined;
}
