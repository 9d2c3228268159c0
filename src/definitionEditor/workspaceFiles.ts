/** The files that a definition names, as the window has them: text that is not saved yet comes before what is on the disk. */
import * as vscode from 'vscode';
import type { FileCache, FileReader } from '../definitions/files.ts';

/** A file that is checked while it is open. */
export interface CheckedFile {
  readonly cache: FileCache;
  timer: NodeJS.Timeout | undefined;
}

interface FileFollower {
  /** A document is open. */
  look(document: vscode.TextDocument): void;
  /** A document or a file changed. */
  follow(uri: vscode.Uri): void;
  /** A document was closed. */
  forget(uri: vscode.Uri): void;
}

/** Reports the documents that are open and those that open and close, their changes, and those of the files that `glob` matches. */
export function followFiles(glob: string, { look, follow, forget }: FileFollower): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(glob);
  const disposable = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(follow),
    watcher.onDidCreate(follow),
    watcher.onDidDelete(follow),
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => follow(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      forget(uri);
      // Its text is again what is on the disk.
      follow(uri);
    }),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  return disposable;
}

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
