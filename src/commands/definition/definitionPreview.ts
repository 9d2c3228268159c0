/** The preview of one definition: reads it, has its row made a HIT of the scratch Local, and shows the task frame. */
import * as vscode from 'vscode';
import { FileCache } from '../../definitions/files.ts';
import { type LoadedDefinition, loadDefinition } from '../../definitions/load.ts';
import { type Problem as DefinitionProblem, hasErrors } from '../../definitions/problems.ts';
import type { LocalService } from '../../local/localService.ts';
import { GuardedLines } from '../../mturk/spreadsheet.ts';
import type { PreviewModel, PreviewState } from '../../panels/preview/contract.ts';
import { PreviewPanel } from '../../panels/preview/previewPanel.ts';
import { inputsOf, type SubmittedAnswer, type TrialFrame } from '../../trial/previewHIT.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { confinedFiles, fileOf } from './definitionFiles.ts';
import { DefinitionWatch } from './definitionWatch.ts';
import { layoutOf } from './layoutOf.ts';
import { frameView, problemsView, rowLabel } from './previewView.ts';
import type { ScratchService } from './scratchService.ts';

/** What of the workbench a preview uses. */
export interface PreviewHost {
  prompts: Prompts;
  readonly clipboard: vscode.Clipboard;
  /** The Local that the user works with, whose layouts a definition may name. */
  readonly local: LocalService;
}

export interface DefinitionPreviewOptions {
  readonly extensionUri: vscode.Uri;
  readonly host: PreviewHost;
  readonly service: ScratchService;
  readonly definition: vscode.Uri;
  readonly row: number;
  readonly accepted: boolean;
  readonly onDispose: () => void;
}

/** Whether a page that is the same as before is loaded again, and whether what was typed goes in again. */
interface Refreshing {
  readonly anew: boolean;
  readonly keepTyped: boolean;
}

export class DefinitionPreview {
  readonly #options: DefinitionPreviewOptions;
  readonly #panel: PreviewPanel;
  readonly #watch: DefinitionWatch;
  readonly #leave: () => void;
  readonly #cache = new FileCache();
  #row: number;
  #accepted: boolean;
  #serial = 0;
  #refreshing = 0;
  #shown: { readonly frame: TrialFrame; readonly fingerprint: string } | undefined;
  #answer: SubmittedAnswer | undefined;
  #submitted = false;
  #reading = false;
  #state: PreviewState = { kind: 'starting' };
  #problems: readonly DefinitionProblem[] = [];
  #loaded: LoadedDefinition | undefined;

  constructor(panel: vscode.WebviewPanel, options: DefinitionPreviewOptions) {
    this.#options = options;
    this.#row = options.row;
    this.#accepted = options.accepted;
    this.#leave = options.service.join();
    this.#watch = new DefinitionWatch(() => void this.refresh({ anew: false, keepTyped: true }));
    const { host } = options;
    this.#panel = new PreviewPanel(panel, {
      extensionUri: options.extensionUri,
      on: {
        setRow: ({ row }) => {
          this.#row = row;
          void this.refresh();
        },
        setAccepted: ({ accepted }) => {
          this.#accepted = accepted;
          void this.refresh();
        },
        reload: () => void this.refresh(),
        submitted: () => void this.#readAnswer(),
        openInBrowser: () => void this.#reporting('open the task in the browser', () => this.#openInBrowser()),
        openLink: ({ url }) => void host.prompts.browse(url),
        openProblem: ({ index }) => void this.#reporting('open the file', () => this.#openProblem(index)),
        copyRow: () => void host.clipboard.writeText(this.#rowText()),
      },
      onDispose: () => this.#disposed(),
    });
    this.#show();
  }

  get model(): PreviewModel | undefined {
    return this.#panel.model;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Reads everything again. A reading that another one has overtaken shows nothing. Never rejects. */
  async refresh({ anew, keepTyped }: Refreshing = { anew: true, keepTyped: false }): Promise<void> {
    this.#refreshing += 1;
    const turn = this.#refreshing;
    const loaded = await this.#load();
    if (turn !== this.#refreshing) return;
    if ('state' in loaded) return this.#fail(loaded.state);
    this.#loaded = loaded;
    this.#problems = loaded.problems.filter(({ severity }) => severity === 'error');
    if (hasErrors(loaded.problems))
      return this.#fail({
        kind: 'failed',
        title: 'The definition has errors',
        problems: problemsView(this.#problems, this.#file),
      });
    if (loaded.rowCount === 0) return this.#fail({ kind: 'failed', title: 'The data has no rows', problems: [] });
    this.#row = Math.min(this.#row, loaded.rowCount);
    try {
      const layout = await layoutOf(loaded, this.#options.host.local);
      const fingerprint = JSON.stringify([this.#row, this.#accepted, layout, contentOf(loaded, this.#row)]);
      if (!anew && fingerprint === this.#shown?.fingerprint) return this.#show();
      const frame = await this.#options.service.run(hits =>
        hits.show(loaded, this.#row, { accepted: this.#accepted, layout }),
      );
      if (turn !== this.#refreshing) return;
      this.#serial += 1;
      this.#shown = { frame, fingerprint };
      this.#answer = undefined;
      this.#state = { kind: 'shown', frame: await frameView(frame, this.#serial, keepTyped) };
      this.#show();
    } catch (error) {
      if (turn === this.#refreshing) this.#fail(failedState(error));
    }
  }

  get #file(): string {
    return this.#options.definition.path.split('/').at(-1) ?? '';
  }

  get #folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.#options.definition, '..');
  }

  async #load(): Promise<LoadedDefinition | { readonly state: PreviewState }> {
    const { definition } = this.#options;
    this.#watch.follow([definition]);
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(definition));
      const loaded = await loadDefinition(
        text,
        confinedFiles(definition),
        { environment: 'local' },
        { cache: this.#cache },
      );
      const { question, data } = loaded.definition;
      const named = [question?.kind === 'file' ? question.path : undefined, data].filter(path => path !== undefined);
      this.#watch.follow([definition, ...named.map(path => fileOf(this.#folder, path))]);
      return loaded;
    } catch (error) {
      return { state: failedState(error) };
    }
  }

  #fail(state: PreviewState): void {
    this.#shown = undefined;
    this.#answer = undefined;
    this.#state = state;
    this.#show();
  }

  #show(): void {
    const loaded = this.#loaded;
    const rows =
      loaded?.data && loaded.rowCount > 0
        ? { count: loaded.rowCount, row: this.#row, label: rowLabel(inputsOf(loaded, this.#row)) }
        : undefined;
    this.#panel.show({
      uri: this.#options.definition.toString(),
      file: this.#file,
      rows,
      accepted: this.#accepted,
      state: this.#state,
      answer: this.#answer && {
        fields: this.#answer.fields.map(([name, value]) => ({ name, value })),
        row: this.#resultRow(),
        problem: this.#answer.problem,
      },
    });
  }

  /** One request at a time: a page may report as often as it likes that it was submitted. */
  async #readAnswer(): Promise<void> {
    this.#submitted = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#submitted) {
      this.#submitted = false;
      const frame = this.#shown?.frame;
      if (!frame || this.#answer) continue;
      const answer = await this.#options.service.run(hits => hits.answer(frame)).catch(() => undefined);
      if (!answer || this.#shown?.frame !== frame) continue;
      this.#answer = answer;
      this.#show();
    }
    this.#reading = false;
  }

  /** As in a file of results: the row's inputs, then the answers by their code points. */
  #resultRow() {
    const inputs = this.#loaded ? inputsOf(this.#loaded, this.#row) : [];
    const answers = [...(this.#answer?.fields ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...inputs.map(([name, value]) => ({ name: `Input.${name}`, value })),
      ...answers.map(([name, value]) => ({ name: `Answer.${name}`, value })),
    ];
  }

  #rowText(): string {
    const row = this.#resultRow();
    const lines = new GuardedLines();
    return lines.line(row.map(({ name }) => name)) + lines.line(row.map(({ value }) => value));
  }

  /** The worker site's own page of the HIT, where nothing is kept from it. */
  async #openInBrowser(): Promise<void> {
    const frame = this.#shown?.frame;
    if (!frame) return;
    const { service, host } = this.#options;
    await service.run(async (_, workerSite) =>
      host.prompts.browse(`${workerSite}/projects/${frame.groupId}/tasks/${frame.hitId}`),
    );
  }

  async #openProblem(index: number): Promise<void> {
    const problem = this.#problems[index];
    if (!problem) return;
    const uri = problem.file === undefined ? this.#options.definition : fileOf(this.#folder, problem.file);
    const at = new vscode.Position(problem.line - 1, problem.column - 1);
    await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(at, at),
      viewColumn: vscode.ViewColumn.One,
    });
  }

  async #reporting(what: string, job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } catch (error) {
      await this.#options.host.prompts.reportError(`Couldn’t ${what}: ${wordsOf(error)}`);
    }
  }

  #disposed(): void {
    this.#refreshing += 1;
    this.#watch.dispose();
    this.#leave();
    this.#options.onDispose();
  }
}

/** What the page of a row is made of: as long as it is the same, so is the page. */
function contentOf(loaded: LoadedDefinition, row: number): unknown {
  const { question, definition, texts } = loaded;
  const cells = inputsOf(loaded, row);
  if (question?.kind === 'layout') return [question.id, cells];
  return [question?.source, question?.kind, definition.question, cells, texts.title.literals];
}

function failedState(error: unknown): PreviewState {
  return { kind: 'failed', title: 'Couldn’t show the task', problems: [{ words: wordsOf(error), place: '' }] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
