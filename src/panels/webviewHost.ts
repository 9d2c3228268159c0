/**
 * One webview with its contract: page, messages, and the moments when it wants its data. VS Code throws the page away while
 * the panel is hidden, so nothing is posted then; the page asks again, by `ready`, when it is back. A page that is `retained`
 * stays as it is and hears everything.
 */
import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import { webviewKeyboard } from '../ui/webviewKeyboard.ts';
import type { Contract, Handlers, NotificationName, NotificationParams, ToBrowser } from './contract.ts';
import { receive } from './messageReceiver.ts';
import { page } from './panelHtml.ts';

export interface WebviewHostOptions<C extends Contract> {
  readonly panel: vscode.WebviewPanel;
  /** Something in `dist/webview`, the only folder that a page may read; without parts, the folder. */
  readonly asset: (...parts: string[]) => vscode.Uri;
  /** The panel's folder in `src/webview`. */
  readonly name: string;
  /** Whether the page shows markup of others in a frame without rights. */
  readonly framesMarkup?: boolean;
  readonly contract: C;
  readonly handlers: Handlers<C>;
  /** The page is kept while the panel is hidden: for pages whose data is too much to come again each time. */
  readonly retained?: boolean;
  /** The page listens and is visible: post everything it needs. */
  readonly send: () => void;
  /** The user closed the panel, or {@link WebviewHost.dispose} did. */
  readonly onDispose: () => void;
}

export class WebviewHost<C extends Contract> {
  readonly #panel: vscode.WebviewPanel;
  readonly #options: WebviewHostOptions<C>;
  #frames = '';
  readonly #subscriptions: vscode.Disposable[] = [];
  #ready = false;
  #visible: boolean;
  #disposed = false;

  constructor(options: WebviewHostOptions<C>) {
    const { panel, contract, handlers, send } = options;
    this.#panel = panel;
    this.#options = options;
    this.#visible = panel.visible;
    const receiver = {
      contract,
      handlers,
      post: (message: ToBrowser) => this.#post(message),
      onReady: () => {
        this.#ready = true;
        send();
      },
      onKeyboard: (has: boolean) => webviewKeyboard.note(this, has),
    };
    panel.onDidDispose(
      () => {
        this.#disposed = true;
        webviewKeyboard.note(this, false);
        for (const subscription of this.#subscriptions) subscription.dispose();
        options.onDispose();
      },
      undefined,
      this.#subscriptions,
    );
    panel.onDidChangeViewState(
      () => {
        if (!panel.visible) webviewKeyboard.note(this, false);
        if (options.retained) return;
        const appeared = panel.visible && !this.#visible;
        this.#visible = panel.visible;
        if (!panel.visible) this.#ready = false;
        else if (appeared && this.#ready) send();
      },
      undefined,
      this.#subscriptions,
    );
    panel.webview.onDidReceiveMessage(message => void receive(receiver, message), undefined, this.#subscriptions);
    panel.webview.options = { enableScripts: true, localResourceRoots: [options.asset()], enableCommandUris: false };
    panel.webview.html = pageFor(options);
  }

  /** Lets the page frame pages of these origins and no others. It is loaded again where they are other ones than before. */
  allowFrames(origins: readonly string[]): void {
    const wanted = [...new Set(origins)].sort();
    if (this.#disposed || wanted.join(' ') === this.#frames) return;
    this.#frames = wanted.join(' ');
    this.#ready = false;
    this.#panel.webview.html = pageFor(this.#options, wanted);
  }

  /** Whether what is posted now arrives. If not, `send` is called once it would. */
  get listening(): boolean {
    return this.#ready && !this.#disposed;
  }

  notify<N extends NotificationName<C>>(name: N, params: NotificationParams<C, N>): void {
    if (this.listening) this.#post({ type: 'notification', name, params });
  }

  dispose(): void {
    if (!this.#disposed) this.#panel.dispose();
  }

  #post(message: ToBrowser): void {
    if (!this.#disposed) void this.#panel.webview.postMessage(message);
  }
}

function pageFor<C extends Contract>(
  { panel, asset, name, framesMarkup = false }: WebviewHostOptions<C>,
  frames: readonly string[] = [],
): string {
  const { webview } = panel;
  const address = (...parts: string[]) => webview.asWebviewUri(asset(...parts)).toString();
  return page({
    title: panel.title,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    script: address(`${name}.js`),
    styles: [address('codicons', 'codicon.css'), address(`${name}.css`)],
    framesMarkup,
    frames,
  });
}
