/** Opens previews, and lends all of them one scratch Local. */
import * as vscode from 'vscode';
import { panels } from '../../ids.ts';
import { ScratchLocal } from '../../local/scratch.ts';
import { type PreviewModel, readIdentity } from '../../panels/preview/contract.ts';
import { openPanel } from '../../panels/preview/previewPanel.ts';
import { DefinitionPreview, type PreviewHost } from './definitionPreview.ts';
import { ScratchService } from './scratchService.ts';

export class Previewer implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #host: PreviewHost;
  readonly #scratch: ScratchLocal;
  readonly #service: ScratchService;
  readonly #open = new Map<string, DefinitionPreview>();

  constructor(extensionUri: vscode.Uri, host: PreviewHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#scratch = new ScratchLocal({ program: host.local.program });
    this.#service = new ScratchService(this.#scratch);
  }

  async open(definition: vscode.Uri): Promise<void> {
    const open = this.#open.get(definition.toString());
    if (open) return open.reveal();
    await this.#adopt(openPanel(panels.preview), definition, { row: 1, accepted: true }).refresh();
  }

  /** A panel that was open before a reload. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const identity = readIdentity(state);
    if (!identity || this.#open.has(identity.uri)) return panel.dispose();
    await this.#adopt(panel, vscode.Uri.parse(identity.uri, true), identity).refresh();
  }

  shown(definition: vscode.Uri): PreviewModel | undefined {
    return this.#open.get(definition.toString())?.model;
  }

  dispose(): void {
    for (const preview of [...this.#open.values()]) preview.dispose();
    this.#scratch.dispose();
  }

  #adopt(
    panel: vscode.WebviewPanel,
    definition: vscode.Uri,
    { row, accepted }: { readonly row: number; readonly accepted: boolean },
  ): DefinitionPreview {
    const key = definition.toString();
    const preview = new DefinitionPreview(panel, {
      extensionUri: this.#extensionUri,
      host: this.#host,
      service: this.#service,
      definition,
      row,
      accepted,
      onDispose: () => this.#open.delete(key),
    });
    this.#open.set(key, preview);
    return preview;
  }
}
