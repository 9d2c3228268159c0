import * as vscode from 'vscode';
import { settings } from '../../ids.ts';
import { parseTemplate } from '../../review/feedback.ts';
import type { Choice, Prompts } from '../../ui/prompts.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { type MessageLibrary, rejectionReasons } from './messageLibrary.ts';
import { reasonQuestion } from './reject.ts';

const title = 'Rejection reasons';

type Step = { readonly step: 'new' | 'settings' } | { readonly step: 'own'; readonly text: string };

/** Shows the reasons until the user leaves: to add, to change, to delete. */
export const manageReasons: Handler<Needs<'memory' | 'prompts'>> = async ({ prompts, memory }) => {
  const library = rejectionReasons(memory);
  for (;;) {
    const chosen = await prompts.pick(title, 'Which one do you want to change?', stepsFor(library));
    switch (chosen?.step) {
      case 'new': {
        const text = await askReason(prompts, '');
        if (text !== undefined) await library.use(text);
        break;
      }
      case 'own':
        await change(prompts, library, chosen.text);
        break;
      case 'settings':
        await vscode.commands.executeCommand('workbench.action.openSettings', settings.rejectionReasons);
        return;
      case undefined:
        return;
    }
  }
};

function stepsFor({ own, given }: MessageLibrary): Choice<Step>[] {
  return [
    ...own.map((text): Choice<Step> => ({ label: text, value: { step: 'own', text } })),
    ...given.map(
      (text): Choice<Step> => ({
        label: text,
        description: 'from the settings',
        value: { step: 'settings' },
      }),
    ),
    { label: 'New reason…', value: { step: 'new' } },
    { label: 'Reasons in the Settings…', description: settings.rejectionReasons, value: { step: 'settings' } },
  ];
}

async function change(prompts: Prompts, library: MessageLibrary, text: string): Promise<void> {
  const step = await prompts.pick(title, text, [
    { label: 'Edit…', value: 'edit' as const },
    { label: 'Delete', value: 'delete' as const },
  ]);
  if (step === 'delete') await library.remove(text);
  const edited = step === 'edit' ? await askReason(prompts, text) : undefined;
  if (edited !== undefined) await library.replace(text, edited);
}

async function askReason(prompts: Prompts, value: string): Promise<string | undefined> {
  const typed = await prompts.input({
    title,
    prompt: 'Placeholders: {worker}, {title}, {hit}, {assignment}, {minutes}, {answer.NAME}.',
    placeholder: reasonQuestion.placeholder,
    value,
    check: text => {
      if (text.trim() === '') return reasonQuestion.empty;
      const parsed = parseTemplate(text);
      return parsed.ok ? undefined : parsed.problem;
    },
  });
  return typed?.trim();
}
