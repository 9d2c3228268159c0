/** A file that is there whole or not at all: it is written beside its place, and moved there when it is complete. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';

export class OutputFile {
  readonly #target: vscode.Uri;
  readonly #path: string;
  readonly #folder: string | undefined;
  readonly #file: number;
  #open = true;

  private constructor(target: vscode.Uri, path: string, folder: string | undefined) {
    this.#target = target;
    this.#path = path;
    this.#folder = folder;
    this.#file = openSync(path, 'wx');
  }

  /** Begins a file. Rejects with what the disk says. */
  static async begin(target: vscode.Uri): Promise<OutputFile> {
    if (target.scheme === 'file') {
      const name = `.${basename(target.fsPath)}.${randomUUID().slice(0, 8)}.part`;
      return new OutputFile(target, join(dirname(target.fsPath), name), undefined);
    }
    // Elsewhere, files are written in one piece.
    const folder = await mkdtemp(join(tmpdir(), 'mturk-output-'));
    return new OutputFile(target, join(folder, 'results'), folder);
  }

  write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done);
  }

  /** Puts it in its place, over what is there. */
  async commit(): Promise<void> {
    this.#close();
    try {
      if (this.#folder === undefined) await rename(this.#path, this.#target.fsPath);
      else await vscode.workspace.fs.writeFile(this.#target, await readFile(this.#path));
    } finally {
      await this.#remove();
    }
  }

  /** Removes what was written; what was in its place stays as it was. Also after a commit that failed. */
  async discard(): Promise<void> {
    this.#close();
    await this.#remove();
  }

  /** Once: the number of a closed file may already belong to another one. */
  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#file);
  }

  async #remove(): Promise<void> {
    await rm(this.#folder ?? this.#path, { recursive: true, force: true });
  }
}
