/** Lists the HIT layouts of Local, and what can be done with one. */
import * as vscode from 'vscode';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { runningLocal } from '../local/running.ts';
import { localLayout, localLayouts } from './localLayouts.ts';
import { newLayoutDefinition } from './newDefinition.ts';

const title = 'Open HIT Layout';

export const openLayout: Handler = async workbench => {
  const { prompts, local, clipboard } = workbench;
  runningLocal(workbench);
  const layouts = await localLayouts(local);
  if (layouts.length === 0) {
    await prompts.inform('Local has no HIT layouts. Register one with “Register HIT Layout…” on an HTML file.');
    return;
  }
  const layout = await prompts.pick(
    title,
    'Select a layout of LOCAL',
    layouts.map(each => ({
      label: each.name,
      description: each.HITLayoutId,
      detail: each.parameters.length === 0 ? 'no placeholders' : each.parameters.join(', '),
      value: each,
    })),
  );
  if (!layout) return;
  const { HITLayoutId: id, name } = layout;
  const next = await prompts.pick<() => Promise<unknown>>(title, `${name} (${id})`, [
    {
      label: 'Open HTML',
      detail: 'As a new file: save it, and register it again to change the layout',
      value: async () => {
        const found = await localLayout(local, id);
        if (!found)
          throw new CommandError(`Couldn’t open layout “${name}”: Local no longer has it. Register it again.`);
        const content = found.html;
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'html', content }));
      },
    },
    {
      label: 'New Definition…',
      detail: 'A HIT definition with this layout',
      value: () => newLayoutDefinition(workbench, { id, name }),
    },
    { label: 'Copy ID', detail: id, value: async () => clipboard.writeText(id) },
  ]);
  await next?.();
};
