/** Writes a HIT definition with its page from a few answers, and opens it. */
import * as vscode from 'vscode';
import { durationText, parseDuration } from '../../definitions/durations.ts';
import { parseAmount } from '../../mturk/money.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { definitionName } from './definitionDocument.ts';
import { type Draft, draftDefinition, draftPage } from './draft.ts';
import { exists, newDefinitionFile } from './newDefinitionFile.ts';

export const newDefinition: Handler<Needs<'prompts'>> = async ({ prompts }) => {
  const draft = await runWizard<Draft>('New HIT', steps(prompts), {});
  if (!draft?.kind) return;
  const uri = await newDefinitionFile({ prompts });
  if (!uri) return;
  const name = definitionName(uri);
  const page = draft.kind === 'url' ? undefined : `${name}.${draft.kind === 'html' ? 'html' : 'xml'}`;
  if (page !== undefined) await writeNew(vscode.Uri.joinPath(uri, '..', page), draftPage(draft));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(draftDefinition(draft, page)));
  await vscode.window.showTextDocument(uri);
  if (!vscode.workspace.workspaceFolders?.length)
    await prompts.inform('Open the folder of the definition to see its problems and prices while you write.');
};

/** A page that is there already is the user's own. */
async function writeNew(uri: vscode.Uri, text: string): Promise<void> {
  if (!(await exists(uri))) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

function steps(prompts: Prompts): readonly WizardStep<Draft>[] {
  const text = (
    stage: number,
    field: keyof Draft,
    prompt: string,
    value: string,
    check: (typed: string) => string | undefined,
  ): WizardStep<Draft> => ({
    stage,
    ask: async (draft, position) =>
      withAnswer(
        await prompts.inputStep({ position, prompt, placeholder: value, value: draft[field] ?? '', check }),
        answer => ({ [field]: answer }),
      ),
  });
  const time = (typed: string) =>
    parseDuration(typed) === undefined
      ? `Enter a time such as ${durationText(5400)} or ${durationText(259_200)}.`
      : undefined;
  return [
    {
      stage: 1,
      ask: async (_, position) =>
        withAnswer(
          await prompts.pickStep<NonNullable<Draft['kind']>>({
            position,
            placeholder: 'What do workers see?',
            choices: [
              { label: 'An HTML page', description: 'HTMLQuestion, written beside the definition', value: 'html' },
              { label: 'A page of your own server', description: 'ExternalQuestion', value: 'url' },
              { label: 'A form in XML', description: 'QuestionForm, written beside the definition', value: 'form' },
            ],
          }),
          kind => ({ kind }),
        ),
    },
    {
      ...text(1, 'url', 'Address of the page', 'https://example.org/study', typed =>
        /^https?:\/\/\S+$/i.test(typed.trim()) ? undefined : 'Enter an https address.',
      ),
      applies: ({ kind }) => kind === 'url',
    },
    text(2, 'title', 'Title, as workers see it', 'Judge the color of words', typed =>
      typed.trim() === '' || typed.length > 128 ? 'Enter 1 to 128 characters.' : undefined,
    ),
    text(3, 'description', 'Description', 'Read ten words and choose their color', typed =>
      typed.trim() === '' || typed.length > 2000 ? 'Enter 1 to 2,000 characters.' : undefined,
    ),
    text(4, 'reward', 'Reward for each assignment, in US dollars', '0.50', typed =>
      parseAmount(typed.trim()) === undefined ? 'Enter an amount such as 0.50.' : undefined,
    ),
    text(5, 'assignments', 'How many workers do it?', '1', typed =>
      /^[1-9]\d{0,8}$/.test(typed.trim()) ? undefined : 'Enter a whole number from 1.',
    ),
    text(6, 'duration', 'Time allotted to a worker', '30 min', time),
    text(7, 'lifetime', 'How long can workers find it?', '3 days', time),
  ];
}
