/** Registers an HTML file as a HIT layout of Local, or replaces one with it. */
import * as vscode from 'vscode';
import { decodeText } from '../../definitions/utf8.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { ensureLocal } from '../local/ensure.ts';
import type { Needs } from '../workbench.ts';
import { localLayouts, saveLayout } from './localLayouts.ts';
import { newLayoutDefinition } from './newDefinition.ts';

const title = 'Register HIT Layout';
const isHTML = /\.html?$/i;

export const registerLayout: Handler = async (workbench, clicked) => {
  const { prompts, local, clipboard } = workbench;
  const source = await sourceOf(workbench, clicked);
  if (!source) return;
  await ensureLocal(workbench);
  const name = await prompts.input({
    title,
    prompt: 'Name of the layout. Workers don’t see it.',
    value: source.name,
    check: text => (text.trim() === '' || text.length > 200 ? 'Enter 1 to 200 characters.' : undefined),
  });
  if (name === undefined) return;
  const alike = (await localLayouts(local)).filter(each => each.name === name.trim());
  const replaced =
    alike.length === 0
      ? 'new'
      : await prompts.pick<string>(title, `Local has a layout “${name.trim()}”`, [
          ...alike.map(({ HITLayoutId }) => ({
            label: `Replace ${HITLayoutId}`,
            detail: 'Definitions that name it use the new page. HITs that exist keep theirs.',
            value: HITLayoutId,
          })),
          { label: 'Register another', detail: 'It gets its own ID', value: 'new' },
        ]);
  if (replaced === undefined) return;
  const before = alike.find(({ HITLayoutId }) => HITLayoutId === replaced);
  const saved = await saveLayout(local, {
    name: name.trim(),
    html: source.html,
    ...(before ? { HITLayoutId: before.HITLayoutId, frameHeight: before.frameHeight } : {}),
  }).catch((error: unknown) => {
    throw new CommandError(`Couldn’t register the layout: ${error instanceof Error ? error.message : String(error)}`);
  });
  const { id, parameters } = saved;
  const has = parameters.length === 0 ? 'It has no placeholders.' : `Its placeholders: ${parameters.join(', ')}.`;
  const [copy, definition] = ['Copy ID', 'New Definition…'] as const;
  const chosen = await prompts.inform(
    `${before ? 'Replaced' : 'Registered'} layout “${name.trim()}” in LOCAL: ${id}. ${has}`,
    copy,
    definition,
  );
  if (chosen === copy) await clipboard.writeText(id);
  if (chosen === definition) await newLayoutDefinition(workbench, { id, name: name.trim() });
};

interface Source {
  readonly html: string;
  readonly name: string;
}

/** The file that was clicked, the page in the editor with what is not saved, or a file that is chosen. */
async function sourceOf({ prompts }: Needs<'prompts'>, clicked: unknown): Promise<Source | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const inEditor = active && (active.languageId === 'html' || isHTML.test(active.uri.path)) ? active : undefined;
  const uri =
    clicked instanceof vscode.Uri
      ? clicked
      : inEditor
        ? inEditor.uri
        : await prompts.openFile({ title, action: 'Register', filters: { HTML: ['html', 'htm'] } });
  if (!uri) return undefined;
  const name = (uri.path.split('/').at(-1) ?? '').replace(isHTML, '');
  const open = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  if (open && (open.isDirty || open.isUntitled)) return { html: open.getText(), name };
  const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
  if (decoded.ok) return { html: decoded.text, name };
  throw new CommandError(
    `Couldn’t register the layout: ${name}, line ${decoded.line}, column ${decoded.column}: ${decoded.message}`,
  );
}
