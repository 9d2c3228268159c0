/** The files that a definition names, as the window has them: text that is not saved yet comes before what is on the disk. */
import * as vscode from 'vscode';
import type { FileReader } from '../definitions/files.ts';

/** Reads paths relative to the definition, wherever its file system is: on this machine, in a remote window, in the browser. */
export function filesBeside(definition: vscode.Uri): FileReader {
  return {
    find: async (path, most) => {
      const uri = uriOf(definition, path);
      const open = vscode.workspace.textDocuments.find(
        each => each.uri.toString() === uri.toString() && !each.isClosed,
      );
      if (open?.isDirty) return { ok: true, version: `open ${open.version}`, content: async () => open.getText() };
      try {
        const { size, mtime, type } = await vscode.workspace.fs.stat(uri);
        if (type & vscode.FileType.Directory) return { ok: false, missing: false, words: 'it is a folder' };
        if (size > most) return { ok: false, missing: false, words: 'it is too large', size };
        return { ok: true, version: `${size} ${mtime}`, content: async () => vscode.workspace.fs.readFile(uri) };
      } catch (error) {
        const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
        return { ok: false, missing, words: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** Where a path of a definition leads. */
export function uriOf(definition: vscode.Uri, path: string): vscode.Uri {
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
  if (isAbsolute && definition.scheme === 'file') return vscode.Uri.file(path);
  return vscode.Uri.joinPath(definition, '..', path.replaceAll('\\', '/'));
}

export function isQualificationFile(uri: vscode.Uri): boolean {
  return /\.qual\.json$/i.test(uri.path);
}

export function isDefinition(uri: vscode.Uri): boolean {
  return /\.hit\.json$/i.test(uri.path);
}
