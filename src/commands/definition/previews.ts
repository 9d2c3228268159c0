/** The previews of definitions: one panel for each definition. Loaded with the first, or with one that was open before a reload. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import type { PreviewModel } from '../../panels/preview/contract.ts';
import type { PreviewHost } from './definitionPreview.ts';
import type { Previewer } from './previewer.ts';

export class Previews implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #host: () => PreviewHost;
  readonly #serializer: vscode.Disposable;
  #loading: Promise<Previewer> | undefined;
  #previewer: Previewer | undefined;

  /** The host is there by the time a preview is. */
  constructor(extensionUri: vscode.Uri, host: () => PreviewHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panels.preview, {
      deserializeWebviewPanel: async (panel, state) => (await this.#load()).restore(panel, state),
    });
  }

  /** Opens the preview of a definition beside it, or brings it to the front. */
  async open(definition: vscode.Uri): Promise<void> {
    await (await this.#load()).open(definition);
  }

  /** What the preview of a definition shows; nothing where none is open. */
  shown(definition: vscode.Uri): PreviewModel | undefined {
    return this.#previewer?.shown(definition);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#previewer?.dispose();
  }

  #load(): Promise<Previewer> {
    this.#loading ??= import('./previewer.ts').then(({ Previewer }) => {
      this.#previewer = new Previewer(this.#extensionUri, this.#host());
      return this.#previewer;
    });
    return this.#loading;
  }
}
