/** Which qualification type marks the workers who are kept away: picked, or described to be made, and remembered for a profile. */

import { limits } from '../../definitions/qualification/qualificationKeys.ts';
import { readsUntil } from '../../ledger/caller.ts';
import { isThere, type OwnType, ownTypes } from '../../ledger/exclusions.ts';
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import { lengthProblem } from '../../mturk/qualificationChecks.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Choice } from '../../ui/prompts.ts';
import { back, type Position, runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { createTypeQuietly } from '../qualification/create.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { exclusionSnippets } from './exclusionSnippets.ts';

export type Exclusion =
  | { readonly kind: 'existing'; readonly id: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string; readonly description: string };
export type Existing = Extract<Exclusion, { kind: 'existing' }>;

/** The operation that creates a type that was described. */
export function creationOf({
  name,
  description,
}: Extract<Exclusion, { kind: 'new' }>): OperationOf<'createQualificationType'> {
  return { verb: 'createQualificationType', name, description };
}

/** The type, created if it is new. Nothing if that failed, which is reported. */
export async function existingExclusion(
  workbench: Operating,
  session: ConnectedSession,
  exclusion: Exclusion,
): Promise<Existing | undefined> {
  if (exclusion.kind === 'existing') return exclusion;
  const id = await createTypeQuietly(workbench, session, creationOf(exclusion));
  return id === undefined ? undefined : { kind: 'existing', id, name: exclusion.name };
}

/** Neutral words: workers see the names of their qualifications. */
const suggestion = {
  name: 'Took part before',
  description: 'Marks workers who took part in earlier work of this requester.',
};

/** The type used last, another, or a new one. Nothing when the user walked away. */
export async function pickExclusion(
  workbench: Needs<'memory' | 'prompts'>,
  session: ConnectedSession,
  title: string,
): Promise<Exclusion | undefined> {
  const remembered = await rememberedExclusion(workbench, session);
  const types = remembered ? [] : await readTypes(session);
  const draft = await runWizard<Draft>(title, steps(workbench, session, remembered, types), {
    choice: remembered ? undefined : otherOf(types),
    ...suggestion,
  });
  if (draft?.choice !== 'new') return draft?.choice === 'other' ? undefined : draft?.choice;
  return { kind: 'new', name: draft.name.trim(), description: draft.description.trim() };
}

/** What was answered; one stage, because most end it with the first answer. */
interface Draft {
  readonly choice: Existing | 'other' | 'new' | undefined;
  readonly name: string;
  readonly description: string;
}

function steps(
  { prompts }: Needs<'prompts'>,
  session: ConnectedSession,
  remembered: Existing | undefined,
  known: readonly OwnType[],
): WizardStep<Draft>[] {
  const placeholder = 'Which qualification marks workers you don’t invite again?';
  let types = known;
  const pick = async (position: Position, choices: readonly Choice<Existing | 'other' | 'new'>[]) => {
    const answer = await prompts.pickStep({ position, placeholder, choices });
    return answer === undefined || answer === back ? answer : { choice: answer };
  };
  return [
    {
      stage: 1,
      applies: () => remembered !== undefined,
      ask: async (_, position) => {
        const answer = await pick(position, [
          ...(remembered
            ? [{ label: remembered.name, description: 'used last', detail: remembered.id, value: remembered }]
            : []),
          { label: 'Another qualification type…', value: 'other' },
        ]);
        if (answer === undefined || answer === back || answer.choice !== 'other') return answer;
        types = await readTypes(session);
        return { choice: otherOf(types) };
      },
    },
    {
      stage: 1,
      applies: ({ choice }) => choice === 'other',
      ask: async (_, position) => {
        const made = { label: 'New qualification type…', detail: 'created when you confirm', value: 'new' as const };
        return pick(position, [...types.map(typeChoice), made]);
      },
    },
    {
      stage: 1,
      applies: ({ choice }) => choice === 'new',
      ask: async ({ name }, position) =>
        withAnswer<string, Draft>(
          await prompts.inputStep({
            position,
            prompt: 'Name of the new qualification. Workers who have it can see the name, so choose a neutral one.',
            value: name,
            check: text => {
              const taken = types.some(each => each.name === text.trim());
              return (
                lengthProblem(text, limits.name, 'a name') ??
                (taken ? 'You have a qualification type of this name.' : undefined)
              );
            },
          }),
          typed => ({ name: typed }),
        ),
    },
    {
      stage: 1,
      applies: ({ choice }) => choice === 'new',
      ask: async ({ description }, position) =>
        withAnswer<string, Draft>(
          await prompts.inputStep({
            position,
            prompt: 'Description. Workers can see it.',
            value: description,
            check: text => lengthProblem(text, limits.description, 'a description'),
          }),
          typed => ({ description: typed }),
        ),
    },
  ];
}

/** Where there is no other type, one is to be made: a list of none would be a question with one answer. */
function otherOf(types: readonly OwnType[]): 'other' | 'new' {
  return types.length === 0 ? 'new' : 'other';
}

function readTypes(session: ConnectedSession): Promise<readonly OwnType[]> {
  return readWithProgress('Reading qualification types', session, ownTypes);
}

function typeChoice({ id, name, description }: OwnType): Choice<Existing> {
  return { label: name, description, detail: id, value: { kind: 'existing', id, name } };
}

/** Remembers the type for the profile. */
export async function rememberExclusion(
  { memory }: Needs<'memory'>,
  profileId: string,
  { id, name }: Existing,
): Promise<void> {
  await memory.update(storageKeys.exclusionPrefix + profileId, { id, name });
}

/** The type used last, if the service still has it. */
async function rememberedExclusion(
  { memory }: Needs<'memory'>,
  { profile, account, ended }: ConnectedSession,
): Promise<Existing | undefined> {
  const kept = memory.get<unknown>(storageKeys.exclusionPrefix + profile.id);
  if (typeof kept !== 'object' || kept === null || !('id' in kept) || !('name' in kept)) return undefined;
  const { id, name } = kept;
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return (await isThere(readsUntil(account.client, ended), id)) ? { kind: 'existing', id, name } : undefined;
}

/** Copies the requirement that keeps holders of a type away. */
export async function copyRequirement(
  { prompts, clipboard }: Needs<'clipboard' | 'prompts'>,
  { id, name }: Existing,
): Promise<void> {
  const snippet = await prompts.pick(
    'Copy requirement',
    `Which format? HITs with this requirement exclude workers with “${name}”.`,
    exclusionSnippets(id, name).map(each => ({ label: each.label, detail: each.detail, value: each })),
  );
  if (!snippet) return;
  await clipboard.writeText(snippet.text);
  await prompts.inform(`Copied: ${snippet.label}.`);
}

export const copyExclusion: Handler<Needs<'clipboard' | 'memory' | 'prompts' | 'sessions'>> = async workbench => {
  const session = connected(workbench);
  const title = 'Copy requirement';
  const remembered = await rememberedExclusion(workbench, session);
  if (remembered) return copyRequirement(workbench, remembered);
  const types = await readTypes(session);
  if (types.length === 0) throw new CommandError('This profile has no qualification types.');
  const picked = await workbench.prompts.pick(title, 'Workers with which qualification?', types.map(typeChoice));
  if (picked) await copyRequirement(workbench, picked);
};
