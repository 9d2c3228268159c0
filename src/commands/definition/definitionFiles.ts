/** The files that a definition names, as they are saved. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { FileReader, ReadFile } from '../../definitions/files.ts';

/**
 * For a page that runs: only files in the definition's workspace folder, or beside the definition where it is in none. A
 * definition may come from a stranger: its page must not be filled with other files of this machine, which it could send
 * elsewhere.
 */
export function confinedFiles(definition: vscode.Uri): FileReader {
  return definitionFiles(definition, true);
}

export function definitionFiles(definition: vscode.Uri, confined = false): FileReader {
  const folder = vscode.Uri.joinPath(definition, '..');
  const root = vscode.workspace.getWorkspaceFolder(definition)?.uri ?? folder;
  return {
    find: async (path, most): Promise<ReadFile> => {
      const uri = fileOf(folder, path);
      const failed = (words: string, missing = false): ReadFile => ({ ok: false, missing, words });
      try {
        const { size, mtime, type } = await vscode.workspace.fs.stat(uri);
        if ((type & vscode.FileType.Directory) !== 0) return failed('it is a folder');
        if (confined && !(await isInside(root, uri)))
          return failed('a preview reads files of the definition’s own workspace folder alone');
        if (size > most) return { ok: false, missing: false, words: 'it is too large', size };
        return {
          ok: true,
          version: `${size} ${mtime}`,
          content: async () => vscode.workspace.fs.readFile(uri),
        };
      } catch (error) {
        const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
        return failed(error instanceof Error ? error.message : String(error), missing);
      }
    },
  };
}

/** The address of a file as a definition names it. */
export function fileOf(folder: vscode.Uri, path: string): vscode.Uri {
  return isAbsolute(path) ? folder.with({ path: vscode.Uri.file(path).path }) : vscode.Uri.joinPath(folder, path);
}

/** Symbolic links count as what they lead to. */
async function isInside(root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return false;
  const local = uri.scheme === 'file';
  const [from, to] = local
    ? await Promise.all([realpath(root.fsPath), realpath(uri.fsPath)])
    : ([root.path, uri.path] as const);
  const way = relative(from, to);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
