import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { logLine } from '../../ui/plain.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

/** Bytes: the end of a log says what happened last. */
const longestLog = 1_000_000;

let channel: vscode.OutputChannel | undefined;

/** Shows the end of Local's log as it is now, in its own channel that nobody writes into by mistake. */
export const showLocalLog: Handler<Needs<'local'>> = async ({ local }) => {
  const text = await endOf(local.logFile).catch((error: unknown) => {
    throw new CommandError('There is no log of Local: it has not run on this machine yet.', [], error);
  });
  channel ??= vscode.window.createOutputChannel('MTurk Local', 'log');
  channel.replace(text);
  channel.show();
};

async function endOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - longestLog);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').map(logLine);
    return [...(from > 0 ? [`The beginning is in ${path}`] : []), ...lines.slice(from > 0 ? 1 : 0)].join('\n');
  } finally {
    await file.close();
  }
}
