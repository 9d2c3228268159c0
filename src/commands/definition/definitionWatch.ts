/** Reports changes of the files that a definition is made of: at once when they are saved here, and soon when others write them. */
import * as vscode from 'vscode';

/** Milliseconds: programs write a file in several steps. */
const settle = 60;

export class DefinitionWatch implements vscode.Disposable {
  readonly #changed: () => void;
  readonly #watchers = new Map<string, vscode.FileSystemWatcher>();
  readonly #saved: vscode.Disposable;
  #settling: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (!this.#watchers.has(uri.toString())) return;
      clearTimeout(this.#settling);
      changed();
    });
  }

  /** Watches these files and no others. */
  follow(files: readonly vscode.Uri[]): void {
    const wanted = new Map(files.map(file => [file.toString(), file]));
    for (const [key, watcher] of this.#watchers) {
      if (wanted.has(key)) continue;
      watcher.dispose();
      this.#watchers.delete(key);
    }
    for (const [key, file] of wanted) if (!this.#watchers.has(key)) this.#watchers.set(key, this.#watcherOf(file));
  }

  dispose(): void {
    this.#saved.dispose();
    clearTimeout(this.#settling);
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }

  #watcherOf(file: vscode.Uri): vscode.FileSystemWatcher {
    const folder = vscode.Uri.joinPath(file, '..');
    const name = file.path.split('/').at(-1) ?? '';
    // In a pattern some characters mean others; in names they are rare.
    const pattern = new vscode.RelativePattern(folder, name.replace(/[*?[\]{}]/g, '?'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const soon = () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(this.#changed, settle);
    };
    watcher.onDidChange(soon);
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    return watcher;
  }
}
