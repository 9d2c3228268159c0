/** HIT definitions as tests: each file is one, and each of its rows on demand. They run on a scratch Local of their own. */
import * as vscode from 'vscode';
import { isDefinition } from '../../definitionEditor/workspaceFiles.ts';
import { loadDefinition } from '../../definitions/load.ts';
import type { LocalService } from '../../local/localService.ts';
import { ScratchLocal } from '../../local/scratch.ts';
import { inputsOf } from '../../trial/previewHIT.ts';
import { resultLines } from '../../trial/trialReport.ts';
import { passed, type TrialFailure, type TrialResult } from '../../trial/trialResult.ts';
import { type TrialOptions, tryDefinition } from '../../trial/trialRun.ts';
import type { Log } from '../../ui/log.ts';
import { definitionFiles, fileOf } from './definitionFiles.ts';
import { layoutOf } from './layoutOf.ts';
import { definitionPattern } from './pickDefinition.ts';
import { rowLabel } from './previewView.ts';

/** What of the workbench tests use. */
export interface TestHost {
  readonly local: LocalService;
  readonly log: Log;
}

const mostDefinitions = 500;
/** Rows that are listed; the test of the definition takes those between as well. */
const mostRows = 200;

export class DefinitionTests implements vscode.Disposable {
  readonly #controller: vscode.TestController;
  readonly #host: TestHost;
  /** Not that of previews: a test moves the clock, and would end what somebody is looking at. */
  readonly #scratch: ScratchLocal;
  readonly #watcher: vscode.FileSystemWatcher;
  /** Tests take turns: each empties the service. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(controller: vscode.TestController, host: TestHost) {
    this.#controller = controller;
    this.#host = host;
    this.#scratch = new ScratchLocal({ program: host.local.program });
    this.#watcher = vscode.workspace.createFileSystemWatcher(definitionPattern);
    this.#watcher.onDidCreate(uri => this.#add(uri));
    this.#watcher.onDidDelete(uri => controller.items.delete(uri.toString()));
    this.#watcher.onDidChange(uri => {
      const item = controller.items.get(uri.toString());
      // Its rows are read again when they are looked at.
      if (item) {
        item.children.replace([]);
        item.canResolveChildren = true;
      }
    });
  }

  /** Lists the definitions, or the rows of one. Never rejects. */
  async resolve(item: vscode.TestItem | undefined): Promise<void> {
    if (!item) return this.discover();
    const { uri } = item;
    if (!uri || item.parent) return;
    item.busy = true;
    try {
      const text = await textOf(uri);
      const loaded = await loadDefinition(text, definitionFiles(uri), { environment: 'local' });
      item.error = undefined;
      if (!loaded.data) return;
      const rows = Array.from({ length: Math.min(loaded.rowCount, mostRows) }, (_, index) => index + 1);
      item.children.replace(
        rows.map(row => {
          const child = this.#controller.createTestItem(`${item.id}#${row}`, `Row ${row}`, uri);
          child.description = rowLabel(inputsOf(loaded, row));
          child.sortText = String(row).padStart(9, '0');
          return child;
        }),
      );
    } catch (error) {
      item.error = error instanceof Error ? error.message : String(error);
    } finally {
      item.busy = false;
    }
  }

  async discover(): Promise<void> {
    const found = await vscode.workspace.findFiles(definitionPattern, '**/node_modules/**', mostDefinitions);
    const known = new Set(found.map(uri => uri.toString()));
    for (const [id] of this.#controller.items) if (!known.has(id)) this.#controller.items.delete(id);
    for (const uri of found) this.#add(uri);
  }

  /** One definition, wherever it is. Resolves when it is over; `onStart` is called once its run shows, and can be stopped there. */
  async runFile(uri: vscode.Uri, onStart: () => void): Promise<void> {
    this.#add(uri);
    const item = this.#controller.items.get(uri.toString());
    if (item) await this.run(new vscode.TestRunRequest([item]), undefined, onStart);
  }

  /** Resolves when all of it is over. */
  async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken | undefined,
    onStart: () => void = () => {},
  ): Promise<void> {
    if (!request.include && this.#controller.items.size === 0) await this.discover();
    const run = this.#controller.createTestRun(request);
    onStart();
    const abort = new AbortController();
    const stop = () => abort.abort(new Error('cancelled'));
    // A run that no view asked for has no other token than its own.
    const tokens = [run.token, ...(token ? [token] : [])];
    const cancelling = vscode.Disposable.from(...tokens.map(each => each.onCancellationRequested(stop)));
    if (tokens.some(each => each.isCancellationRequested)) stop();
    const excluded = new Set(request.exclude);
    const items = [...(request.include ?? [...this.#controller.items].map(([, item]) => item))].filter(
      item => !excluded.has(item),
    );
    for (const item of items) run.enqueued(item);
    const turn = this.#last.then(async () => {
      for (const item of items)
        if (abort.signal.aborted) run.skipped(item);
        else await this.#runItem(run, item, abort.signal);
    });
    this.#last = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      cancelling.dispose();
      run.end();
    }
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#scratch.dispose();
  }

  async #runItem(run: vscode.TestRun, item: vscode.TestItem, signal: AbortSignal): Promise<void> {
    const { uri } = item;
    if (!uri) return run.skipped(item);
    run.started(item);
    const row = /#(\d+)$/.exec(item.id)?.[1];
    try {
      const result = await this.#try(uri, row === undefined ? {} : { rows: [Number(row)] }, signal);
      for (const line of resultLines({ file: vscode.workspace.asRelativePath(uri), result }))
        run.appendOutput(`${line}\r\n`, undefined, item);
      if (passed(result)) run.passed(item, result.milliseconds);
      else run.failed(item, messagesOf(uri, result), result.milliseconds);
    } catch (error) {
      if (signal.aborted) return run.skipped(item);
      this.#host.log.error('A HIT definition was not tested', error);
      run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }

  #try(uri: vscode.Uri, options: Pick<TrialOptions, 'rows'>, signal: AbortSignal): Promise<TrialResult> {
    return this.#scratch.use(async service => {
      const [text, reader] = [await textOf(uri), definitionFiles(uri)];
      const loaded = await loadDefinition(text, reader, { environment: 'local' }, { signal });
      const layout = await layoutOf(loaded, this.#host.local);
      return tryDefinition(text, { ...options, service, reader, signal, layouts: layout ? [{ ...layout }] : [] });
    });
  }

  #add(uri: vscode.Uri): void {
    if (!isDefinition(uri) || this.#controller.items.get(uri.toString())) return;
    const item = this.#controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    // So that the editor shows it at the first line.
    item.range = new vscode.Range(0, 0, 0, 0);
    this.#controller.items.add(item);
  }
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  return open ? open.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Each failure where it is: in the definition, its template, its data or its rules. */
function messagesOf(uri: vscode.Uri, { failures }: TrialResult): vscode.TestMessage[] {
  return failures.map((failure: TrialFailure) => {
    const { message, row, file, line, column = 1 } = failure;
    const text = new vscode.TestMessage(row === undefined ? message : `${message} (row ${row})`);
    const at = new vscode.Position((line ?? 1) - 1, Math.max(0, column - 1));
    const target = file === undefined ? uri : fileOf(vscode.Uri.joinPath(uri, '..'), file);
    text.location = new vscode.Location(target, at);
    return text;
  });
}
