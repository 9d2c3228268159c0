/** The log channel. Whatever is written has keys and signatures masked first. */
import * as vscode from 'vscode';
import type { CallRecord } from '../mturk/client.ts';
import { maskSecrets } from '../mturk/masking.ts';
import { logDetail, logLine } from './plain.ts';

export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('MTurk', { log: true });

  /** One line for each request: operation, duration, outcome, request id. */
  call(profile: string, record: CallRecord): void {
    const { operation, milliseconds, outcome, requestId } = record;
    const result = outcome === 'ok' ? 'ok' : `${outcome.kind}: ${outcome.words}`;
    const line = masked(`${profile} ${operation} ${milliseconds} ms ${result} [${requestId ?? 'no request ID'}]`);
    if (outcome === 'ok') this.#channel.info(line);
    else this.#channel.warn(line);
  }

  info(line: string): void {
    this.#channel.info(masked(line));
  }

  error(line: string, cause?: unknown): void {
    const detail = cause instanceof Error ? logDetail(maskSecrets(cause.stack ?? cause.message)) : '';
    this.#channel.error(`${masked(line)}${detail}`);
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function masked(line: string): string {
  return logLine(maskSecrets(line));
}
