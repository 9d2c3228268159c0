/** The notifications that Local keeps because no endpoint takes them: what came, in words and raw. */

import * as v from 'valibot';
import * as vscode from 'vscode';
import { counted } from '../../mturk/plurals.ts';
import { momentText } from '../../mturk/times.ts';
import { isLocal } from '../../profiles/profile.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

const answer = v.object({
  messages: v.array(
    v.object({
      transport: v.string(),
      destination: v.string(),
      at: v.number(),
      error: v.optional(v.string()),
      body: v.object({
        Events: v.array(v.record(v.string(), v.unknown())),
      }),
    }),
  ),
  cursor: v.number(),
});

/** Messages that one look lists; they are the newest. */
const mostShown = 1000;
const page = 100;

export const showNotifications: Handler<Needs<'local' | 'prompts' | 'sessions'>> = async workbench => {
  const { local, prompts, sessions } = workbench;
  if (!isLocal(sessions.current.profile) || local.state.state !== 'running')
    throw new CommandError(
      'Local’s queue of notifications is available only while Local runs and its profile is active.',
    );
  const lines: string[] = [];
  const raw: unknown[] = [];
  for (const failed of [true, false]) {
    let after = 0;
    for (;;) {
      const { messages, cursor } = v.parse(answer, await local.control('events', { after, limit: page, failed }));
      for (const message of messages) {
        raw.push(message);
        for (const event of message.body.Events) lines.push(lineOf(event, message, failed));
      }
      if (messages.length < page || raw.length >= mostShown) break;
      after = cursor;
    }
  }
  if (raw.length === 0) {
    await prompts.inform('Local’s queue is empty. Set notifications for a HIT type, or send a test event.');
    return;
  }
  const content = [
    `${counted(lines.length, 'event')}. Local keeps the events that no endpoint receives.`,
    '',
    ...lines.slice(-mostShown).reverse(),
    '',
    '--- raw ---',
    JSON.stringify(raw.slice(-mostShown), null, 2),
  ].join('\n');
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document, { preview: true });
};

const words: Readonly<Record<string, string>> = {
  AssignmentAccepted: 'A worker accepted',
  AssignmentAbandoned: 'A worker ran out of time on',
  AssignmentReturned: 'A worker returned',
  AssignmentSubmitted: 'A worker submitted',
  AssignmentApproved: 'You approved',
  AssignmentRejected: 'You rejected',
  HITCreated: 'Created',
  HITExtended: 'Extended',
  HITDisposed: 'Deleted',
  HITReviewable: 'Ready for review:',
  HITExpired: 'Expired',
  Ping: 'Test event',
};

function lineOf(
  event: Readonly<Record<string, unknown>>,
  {
    at,
    transport,
    destination,
    error,
  }: { at: number; transport: string; destination: string; error?: string | undefined },
  failed: boolean,
): string {
  const type = String(event.EventType);
  const said = Object.hasOwn(words, type) ? words[type] : type;
  const what = event.AssignmentId ? `assignment ${String(event.AssignmentId)} of ` : '';
  const problem = failed ? ` — not delivered: ${error ?? 'refused'}` : '';
  return `${momentText(at * 1000)}  ${said} ${what}HIT ${String(event.HITId)} → ${transport} ${destination}${problem}`;
}
