/** Makes HIT definitions of other programs' studies, and of a HIT that exists. Nothing that is there is overwritten. */
import * as vscode from 'vscode';
import type { Converted } from '../../definitions/convert/converted.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { exists } from '../definition/newDefinitionFile.ts';
import type { Needs } from '../workbench.ts';
import { readStudy } from './readStudy.ts';

export const convertStudy: Handler<Needs<'prompts'>> = async ({ prompts }, clicked) => {
  const [folder] =
    clicked instanceof vscode.Uri
      ? [clicked]
      : ((await prompts.openMany({
          title: 'Convert to HIT Definition',
          action: 'Convert',
          filters: {},
          folders: true,
        })) ?? []);
  if (!folder) return;
  const { convert } = await import('../../definitions/convert/convert.ts');
  const found = convert(await readStudy(folder));
  if (found.length === 0)
    throw new CommandError(
      'Couldn’t convert this folder: it contains no study of amti, nosub, simple-amt, psiTurk, Dallinger, Mephisto, the Command Line Tools, P.808 or oTree, and no HTML template. Select the folder that contains its settings.',
    );
  const chosen =
    found.length === 1
      ? found
      : await prompts.pickMany(
          'Convert to HIT Definition',
          'Which do you want to convert?',
          found.map(each => ({ label: each.name, description: each.format, value: each })),
        );
  const root = (await isFolder(folder)) ? folder : vscode.Uri.joinPath(folder, '..');
  for (const each of chosen ?? []) await writeDefinition(root, each);
  const [only] = chosen ?? [];
  if (!only) return;
  const notes = (chosen ?? []).reduce((sum, each) => sum + each.notes.length, 0);
  const what = chosen?.length === 1 ? `${only.name} (${only.format})` : `${chosen?.length} studies`;
  await prompts.inform(
    `Converted ${what} to ${chosen?.length === 1 ? 'a HIT definition' : 'HIT definitions'}.${notes > 0 ? ` Check the ${notes === 1 ? 'note' : `${notes} notes`} at the top.` : ''}`,
  );
};

/** Writes a definition with its files and opens it. */
export async function writeDefinition(root: vscode.Uri, converted: Converted): Promise<void> {
  const { definitionText } = await import('../../definitions/convert/convert.ts');
  const folder = await freeFolder(root, converted);
  for (const [name, text] of converted.files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  const file = await freeFile(folder, converted.name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(definitionText(converted)));
  await vscode.window.showTextDocument(file, { preview: false });
}

/** The folder itself where nothing in it has one of the names with another content, else a new one in it. */
async function freeFolder(root: vscode.Uri, { name, files }: Converted): Promise<vscode.Uri> {
  for (const [each, text] of files) {
    const there = await textOf(vscode.Uri.joinPath(root, each));
    if (there !== undefined && there !== text) return free(n => vscode.Uri.joinPath(root, `${name}-hit${n}`));
  }
  return root;
}

function freeFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  return free(n => vscode.Uri.joinPath(folder, `${name}${n}.hit.json`));
}

async function free(uriOf: (suffix: string) => vscode.Uri): Promise<vscode.Uri> {
  for (let n = 1; n < 1000; n += 1) {
    const uri = uriOf(n === 1 ? '' : `-${n}`);
    if (!(await exists(uri))) return uri;
  }
  throw new CommandError('Couldn’t write the definition: a thousand files have that name. Move some of them.');
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(uri).then(
    bytes => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
