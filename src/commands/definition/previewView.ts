/** What a preview shows of frames, rows and problems. */
import * as vscode from 'vscode';
import type { Problem } from '../../definitions/problems.ts';
import { isLoopback } from '../../mturk/loopback.ts';
import { withoutTrailing } from '../../mturk/trimming.ts';
import type { FrameView, PreviewProblem } from '../../panels/preview/contract.ts';
import type { TrialFrame } from '../../trial/previewHIT.ts';

const mostProblems = 50;

export function problemsView(problems: readonly Problem[], definition: string): PreviewProblem[] {
  return problems.slice(0, mostProblems).map(({ message, file = definition, line, column, row }) => ({
    words: row === undefined ? message : `${message} (row ${row})`,
    place: `${file}:${line}:${column}`,
  }));
}

/** The first cells of a row. */
export function rowLabel(inputs: readonly (readonly [name: string, value: string])[]): string {
  const text = inputs
    .slice(0, 3)
    .map(([, value]) => value.replace(/\s+/g, ' ').trim().slice(0, 40))
    .filter(Boolean)
    .join(' · ');
  return text.slice(0, 80);
}

export async function frameView(frame: TrialFrame, serial: number, keepTyped: boolean): Promise<FrameView> {
  const { kind, url, sandbox, height, reports } = frame;
  const address = kind === 'external' && !reports ? await forwarded(url) : url;
  const site = kind === 'external' && !reports ? URL.parse(address)?.origin : undefined;
  return { serial, url: address, sandbox, height, reports, site, keepTyped: keepTyped && reports };
}

/** A page of the machine that the extension runs on, as the user's browser finds it. */
async function forwarded(url: string): Promise<string> {
  const page = URL.parse(url);
  if (!page || !isLoopback(page.hostname)) return url;
  const external = (await vscode.env.asExternalUri(vscode.Uri.parse(page.origin, true))).toString(true);
  return `${withoutTrailing(external, '/')}${page.pathname}${page.search}${page.hash}`;
}
