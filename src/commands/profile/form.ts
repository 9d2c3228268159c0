/** The questions that make a profile, asked when one is added and when one is edited. */
import { awsProfileNames } from '../../mturk/awsCredentials.ts';
import { type Environment, endpointProblem, knownEnvironment, presets } from '../../profiles/profile.ts';
import type { Choice, Prompts } from '../../ui/prompts.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import { type Draft, endpointOf, type Filled, readDraft } from './draft.ts';
import type { FormOptions } from './formOptions.ts';
import { keySteps } from './keySteps.ts';

/** Asks; `draft` is what the boxes hold at first. Answers what was filled in and the draft for another round. */
export async function fillForm(
  prompts: Prompts,
  options: FormOptions,
  draft: Draft,
): Promise<{ readonly filled: Filled; readonly draft: Draft } | undefined> {
  const filled = await runWizard(options.title, formSteps(prompts, options), draft);
  return filled && { filled: readDraft(filled), draft: filled };
}

const stages = { name: 1, endpoint: 2, source: 3, keys: 4 } as const;

function formSteps(prompts: Prompts, options: FormOptions): readonly WizardStep<Draft>[] {
  const isTyped = ({ preset }: Draft) => preset === '';
  const taken = new Set(options.taken.map(name => name.toLowerCase()));
  return [
    {
      stage: stages.name,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: 'Profile name',
            placeholder: 'lab-main',
            value: draft.name ?? '',
            check: text => {
              if (text.trim() === '') return 'Enter a name.';
              return taken.has(text.trim().toLowerCase()) ? 'A profile of that name already exists.' : undefined;
            },
          }),
          name => ({ name }),
        ),
    },
    {
      stage: stages.endpoint,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.pickStep({
            position,
            placeholder: 'Service endpoint',
            active: value => value === draft.preset,
            choices: [
              {
                label: 'Another endpoint…',
                detail: 'Any URL that speaks the Mechanical Turk Requester API.',
                value: '',
              },
              ...presets.map(({ label, endpoint, detail }) => ({
                label,
                description: endpoint,
                detail,
                value: endpoint,
              })),
            ],
          }),
          preset => ({ preset }),
        ),
    },
    {
      stage: stages.endpoint,
      applies: isTyped,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: 'The URL of the service',
            placeholder: 'https://mturk.lab.example',
            value: draft.endpoint ?? '',
            check: text => endpointProblem(text.trim()),
          }),
          endpoint => ({ endpoint }),
        ),
    },
    {
      stage: stages.endpoint,
      applies: draft => knownEnvironment(endpointOf(draft)) === undefined,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.pickStep({
            position,
            placeholder: 'Is real money spent there?',
            active: value => value === draft.environment,
            choices: environmentChoices,
          }),
          environment => ({ environment }),
        ),
    },
    {
      stage: stages.endpoint,
      applies: draft => knownEnvironment(endpointOf(draft)) === undefined,
      ask: async (draft, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: 'The URL of its worker site, for links to HITs. Leave it empty if you don’t know it.',
            placeholder: 'https://workers.lab.example',
            value: draft.workerSite ?? '',
            check: text => (text.trim() === '' ? undefined : endpointProblem(text.trim())),
          }),
          workerSite => ({ workerSite }),
        ),
    },
    ...keySteps(prompts, options, awsProfileNames, stages),
  ];
}

const environmentChoices: readonly Choice<Environment>[] = [
  {
    label: 'I am not sure',
    description: 'OTHER',
    detail: 'Counts as real money until you choose something else.',
    value: 'other',
  },
  { label: 'Real money', description: 'PRODUCTION', detail: 'Workers are paid.', value: 'production' },
  {
    label: 'No real money',
    description: 'SANDBOX',
    detail: 'Workers try tasks and are not paid.',
    value: 'sandbox',
  },
  {
    label: 'No real money, and no workers',
    description: 'LOCAL',
    detail: 'A service for development.',
    value: 'local',
  },
];
