/**
 * Documents of a profile as read-only files of their own scheme, so that VS Code opens, folds, searches, compares and
 * brings them back after a reload like any other. Those that can be seen follow the account.
 */
import * as vscode from 'vscode';
import type { Account, Change } from '../account/account.ts';
import { documentScheme } from '../ids.ts';
import { addressOf, type DocumentAddress, pathOf } from './address.ts';
import type { DocumentText } from './documentText.ts';

/** The session, as far as documents need it. */
interface DocumentSession {
  readonly profile: { readonly id: string; readonly name: string };
  readonly account?: Account;
}

interface DocumentsOptions {
  readonly sessions: { readonly current: DocumentSession; readonly onDidChange: vscode.Event<DocumentSession> };
  /** Looks for what may run behind a session without an account. */
  readonly join: () => Promise<void>;
}

interface Entry {
  readonly address: DocumentAddress;
  bytes: Uint8Array;
  /** Grows with each change. */
  mtime: number;
  /** Read from a session that is over, or changed while nobody looked. */
  stale: boolean;
  /** It shows something, and not why there is nothing. */
  whole: boolean;
  reading: Promise<void> | undefined;
  /** How many editors look at it. */
  watchers: number;
  held: { dispose(): void } | undefined;
}

export class Documents implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #options: DocumentsOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscriptions: readonly vscode.Disposable[];
  #listening: { dispose(): void } | undefined;
  readonly onDidChangeFile = this.#changed.event;

  constructor(options: DocumentsOptions) {
    this.#options = options;
    this.#subscriptions = [
      this.#changed,
      options.sessions.onDidChange(session => this.#follow(session)),
      vscode.workspace.registerFileSystemProvider(documentScheme, this, {
        isCaseSensitive: true,
        isReadonly: new vscode.MarkdownString('This shows what the service has. It can’t be edited here.'),
      }),
    ];
    this.#follow(options.sessions.current);
  }

  uriOf(address: DocumentAddress): vscode.Uri {
    return vscode.Uri.from({ scheme: documentScheme, path: pathOf(address) });
  }

  dispose(): void {
    this.#listening?.dispose();
    for (const { held } of this.#entries.values()) held?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    const entry = this.#entryOf(uri);
    if (!entry) return new vscode.Disposable(() => undefined);
    entry.watchers += 1;
    this.#hold(entry);
    if (entry.stale) void this.#update(entry);
    return new vscode.Disposable(() => {
      entry.watchers -= 1;
      this.#hold(entry);
      if (entry.watchers > 0) return;
      // Nobody looks: it takes no memory until somebody does again.
      entry.stale = true;
      entry.bytes = new Uint8Array();
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    // What is looked at is as fresh as it gets; anything else is read when it is asked for.
    const known = this.#entryOf(uri);
    if (known?.watchers === 0) known.stale = true;
    const entry = await this.#read(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: entry.mtime,
      size: entry.bytes.byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#read(uri)).bytes;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #entryOf(uri: vscode.Uri): Entry | undefined {
    const known = this.#entries.get(uri.path);
    if (known) return known;
    const address = addressOf(uri.path);
    if (!address) return undefined;
    const entry: Entry = {
      address,
      bytes: new Uint8Array(),
      mtime: 0,
      stale: true,
      whole: false,
      reading: undefined,
      watchers: 0,
      held: undefined,
    };
    this.#entries.set(uri.path, entry);
    return entry;
  }

  async #read(uri: vscode.Uri): Promise<Entry> {
    const entry = this.#entryOf(uri);
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    if (entry.stale) await this.#load(entry);
    return entry;
  }

  #load(entry: Entry): Promise<void> {
    entry.reading ??= this.#fill(entry).finally(() => {
      entry.reading = undefined;
    });
    return entry.reading;
  }

  async #fill(entry: Entry): Promise<void> {
    entry.stale = false;
    if (!this.#options.sessions.current.account) await this.#options.join();
    const { ok, text, gone } = { gone: false, ...(await this.#textOf(entry.address)) };
    // What was read once is better than a reason why it can't be read again, unless there is nothing left to read.
    if (!ok && !gone && entry.whole && entry.bytes.byteLength > 0) return;
    const bytes = new TextEncoder().encode(text);
    entry.whole = ok;
    if (sameBytes(bytes, entry.bytes)) return;
    entry.bytes = bytes;
    entry.mtime = Math.max(entry.mtime + 1, Date.now());
  }

  async #textOf(address: DocumentAddress): Promise<DocumentText> {
    const { documentText, noteText } = await import('./documentText.ts');
    const { profile, account } = this.#options.sessions.current;
    const note = (reason: string) => ({ ok: false, text: noteText(address, reason), gone: false }) as const;
    if (profile.id !== address.profileId) return note('This belongs to another profile. Switch to it to see this.');
    if (!account) return note(`${profile.name} is not running. Start it to see this.`);
    return documentText(account, address);
  }

  /** Another session: what belongs to it is read from it. */
  #follow({ account }: DocumentSession): void {
    this.#listening?.dispose();
    this.#listening = account?.onChange(change => this.#onChange(change));
    for (const entry of this.#entries.values()) {
      this.#hold(entry);
      this.#expire(entry);
    }
  }

  #onChange({ hits, assignments }: Change): void {
    for (const entry of this.#entries.values()) {
      const { form, target } = entry.address;
      // What a worker was asked and what the worker answered never change.
      const settled = entry.whole && (form === 'question' || form === 'answer');
      const ofAssignments = !(form === 'json' && target.kind === 'hit') && assignments.has(target.hitId);
      if (!settled && (hits.has(target.hitId) || ofAssignments)) this.#expire(entry);
    }
  }

  #expire(entry: Entry): void {
    entry.stale = true;
    if (entry.watchers > 0) void this.#update(entry);
  }

  async #update(entry: Entry): Promise<void> {
    const before = entry.mtime;
    await entry.reading;
    if (entry.stale) await this.#load(entry);
    if (entry.mtime !== before)
      this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: this.uriOf(entry.address) }]);
  }

  /** What is looked at is kept up. */
  #hold(entry: Entry): void {
    const before = entry.held;
    const { profile, account } = this.#options.sessions.current;
    const own = entry.watchers > 0 && profile.id === entry.address.profileId;
    entry.held = own ? account?.openHITs.hold(entry.address.target.hitId) : undefined;
    before?.dispose();
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
