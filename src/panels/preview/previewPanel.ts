/** One preview: the panel beside a definition. What it shows is given to it; what is pressed goes to its listener. */
import * as vscode from 'vscode';
import type { Handlers } from '../contract.ts';
import { tabIcon } from '../tabIcon.ts';
import { WebviewHost } from '../webviewHost.ts';
import { type PreviewContract, type PreviewModel, previewContract } from './contract.ts';

export interface PreviewPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly on: Handlers<PreviewContract>['commands'];
  readonly onDispose: () => void;
}

export class PreviewPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: WebviewHost<PreviewContract>;
  #model: PreviewModel | undefined;

  constructor(panel: vscode.WebviewPanel, { extensionUri, on, onDispose }: PreviewPanelOptions) {
    this.#panel = panel;
    panel.iconPath = tabIcon(extensionUri);
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(extensionUri, 'dist', 'webview', ...parts),
      name: 'preview',
      contract: previewContract,
      handlers: { requests: {}, commands: on },
      retained: true,
      send: () => this.#send(),
      onDispose,
    });
  }

  get model(): PreviewModel | undefined {
    return this.#model;
  }

  /** Only pages of the frame's own origin may be shown: one that leads elsewhere leads nowhere here. */
  show(model: PreviewModel): void {
    this.#model = model;
    this.#panel.title = `Preview ${model.file}`;
    if (model.state.kind === 'shown') this.#host.allowFrames(originsIn(model.state.frame.url));
    this.#send();
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#host.dispose();
  }

  #send(): void {
    if (this.#model) this.#host.notify('model', this.#model);
  }
}

/** The page's own, and that which its results go to. */
function originsIn(url: string): string[] {
  const page = URL.parse(url);
  const submitTo = URL.parse(page?.searchParams.get('turkSubmitTo') ?? '');
  return [page, submitTo].flatMap(each => (each && /^https?:$/.test(each.protocol) ? [each.origin] : []));
}

/** A new panel beside the definition. */
export function openPanel(viewType: string): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    viewType,
    '',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true },
  );
}
