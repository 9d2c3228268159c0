/** Sends messages to workers, shows whom they reached, and what was sent before. */

import { messageOperations } from '../../ledger/ledgerOperations.ts';
import type { Outcome } from '../../ledger/outcome.ts';
import {
  groupMessages,
  type Message,
  messageFor,
  type Recipient,
  unknownPlaceholders,
} from '../../mturk/messageTexts.ts';
import { cents, formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { lengthProblem, longestMessage, longestSubject } from '../../mturk/qualificationChecks.ts';
import { storageKeys } from '../../storageKeys.ts';
import { readMessageTemplates } from '../../ui/readSettings.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { selectWorkers } from './selectWorkers.ts';

const title = 'Send Message';

export const sendMessage: Handler<Operating & Needs<'clipboard' | 'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const ids = await selectWorkers(workbench, session, title, clicked, selected);
  if (ids && ids.length > 0) await writeTo(workbench, session, ids);
};

/** Asks for the text and sends it to these workers. */
export async function writeTo(
  workbench: Operating & Needs<'memory'>,
  session: ConnectedSession,
  ids: readonly string[],
  suggested?: Message,
): Promise<void> {
  const recipients = recipientsOf(session, ids);
  const [first] = recipients;
  if (!first) return;
  const message = await askMessage(workbench, first, suggested);
  if (!message) return;
  await sendTo(workbench, session, recipients, message);
}

async function sendTo(
  workbench: Operating & Needs<'memory'>,
  session: ConnectedSession,
  recipients: readonly Recipient[],
  message: Message,
): Promise<void> {
  const operations = groupMessages(message, recipients).flatMap(({ message: { subject, text }, workerIds }) =>
    messageOperations(workerIds, subject, text),
  );
  const count = recipients.length;
  const object = `a message to ${count === 1 ? `worker ${recipients[0]?.workerId}` : counted(count, 'worker')}`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Send',
    object,
    count,
    operations,
    remarks: remarksOf(session, recipients, message, operations.length),
    irreversible: true,
    grave: false,
  });
  if (!agreed) return;
  await remember(workbench, message);
  const { outcomes } = await startPlan(
    workbench,
    session,
    { title: `Send ${object}`, verb: 'send', done: 'Sent', noun: ['message', 'messages'] },
    operations,
  );
  // Not waited for: the operation is over.
  void reportMissed(workbench, session, outcomes, message).catch(error => workbench.log.error(title, error));
}

export function recipientsOf({ account }: ConnectedSession, ids: readonly string[]): Recipient[] {
  const summaries = account.workers.summaries(account.works(), id => account.hit(id));
  const byId = new Map(summaries.map(summary => [summary.id, summary]));
  return ids.map(workerId => {
    const known = byId.get(workerId);
    return {
      workerId,
      approved: known?.approved ?? 0,
      earned: formatDollars(known?.earned ?? cents(0)),
      bonuses: formatDollars(known?.bonuses ?? cents(0)),
    };
  });
}

async function askMessage(
  workbench: Needs<'memory' | 'prompts'>,
  first: Recipient,
  suggested: Message | undefined,
): Promise<Message | undefined> {
  const { prompts } = workbench;
  const known = [
    ...recentMessages(workbench).map(message => ({ message, where: 'used before' })),
    ...readMessageTemplates().map(message => ({ message, where: 'from settings' })),
  ];
  const start =
    suggested || known.length === 0
      ? (suggested ?? 'new')
      : await prompts.pick<Message | 'new'>(title, 'Which message?', [
          { label: 'New message…', value: 'new' },
          ...known.map(({ message, where }) => ({
            label: message.subject,
            description: where,
            detail: message.text,
            value: message,
          })),
        ]);
  if (start === undefined) return undefined;
  const draft = start === 'new' ? undefined : start;
  const subject = await prompts.input({
    title,
    prompt: `Subject, at most ${longestSubject} characters. {worker}, {approved}, {earned} and {bonuses} are filled in.`,
    ...(draft ? { value: draft.subject } : {}),
    check: typed => problemOf(typed, longestSubject, 'a subject', first),
    preview: typed =>
      `${typed.length} of ${longestSubject}: ${messageFor({ subject: typed, text: '' }, first).subject}`,
  });
  if (subject === undefined) return undefined;
  const text = await prompts.input({
    title,
    prompt: `Text, at most ${longestMessage} characters. \\n is a line break.`,
    ...(draft ? { value: draft.text.replaceAll('\n', '\\n') } : {}),
    check: typed => problemOf(typed, longestMessage, 'a text', first),
    preview: typed => `${typed.length} of ${longestMessage}: ${messageFor({ subject: '', text: typed }, first).text}`,
  });
  return text === undefined ? undefined : { subject: subject.trim(), text: text.trim() };
}

function problemOf(typed: string, most: number, what: string, first: Recipient): string | undefined {
  const [unknown] = unknownPlaceholders(typed);
  if (unknown !== undefined)
    return `{${unknown}} is not a placeholder. Use {worker}, {approved}, {earned} or {bonuses}.`;
  return lengthProblem(messageFor({ subject: '', text: typed }, first).text, most, what);
}

/** Workers whose copy of the message a confirmation shows. */
const previews = 3;

function remarksOf(
  { account }: ConnectedSession,
  recipients: readonly Recipient[],
  message: Message,
  requests: number,
): string[] {
  const reviewed = new Set<string>();
  for (const items of account.works())
    for (const { workerId, status } of items) if (status !== 'Submitted') reviewed.add(workerId);
  const strangers = recipients.filter(({ workerId }) => !reviewed.has(workerId)).length;
  return [
    `${counted(requests, 'request')}, each to at most 100 workers.`,
    ...(strangers > 0
      ? [
          `${counted(strangers, 'worker has', 'workers have')} no known reviewed work: the service reaches only workers whose work you approved or rejected.`,
        ]
      : []),
    'A message can’t be recalled, and the service doesn’t report what was sent. If an answer is lost, it is listed as unclear and not sent again.',
    ...recipients.slice(0, previews).map(recipient => {
      const { subject, text } = messageFor(message, recipient);
      return `To ${recipient.workerId}: ${subject} — ${text.slice(0, 200)}`;
    }),
  ];
}

/** Says whom a message did not reach, and offers to send it again to those whom a repeat may reach. */
async function reportMissed(
  workbench: Operating & Needs<'memory'>,
  session: ConnectedSession,
  outcomes: readonly Outcome[],
  message: Message,
): Promise<void> {
  const missed = outcomes.flatMap(outcome => outcome.missed ?? []);
  if (missed.length === 0) return;
  const soft = missed.filter(each => each.soft).map(({ workerId }) => workerId);
  const hard = missed.length - soft.length;
  const retry = 'Send Again';
  const chosen = await workbench.prompts.warn(
    `The message did not reach ${counted(missed.length, 'worker')}: ${hard} can’t be reached, ${soft.length} perhaps later. ${missed[0]?.workerId}: ${missed[0]?.reason}`,
    ...(soft.length > 0 ? [retry] : []),
  );
  if (chosen === retry) await sendTo(workbench, session, recipientsOf(session, soft), message);
}

const mostRemembered = 20;

function recentMessages({ memory }: Needs<'memory'>): Message[] {
  const kept = memory.get<unknown>(storageKeys.recentMessages);
  return Array.isArray(kept) ? kept.filter(isMessage) : [];
}

function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'subject' in value &&
    'text' in value &&
    typeof value.subject === 'string' &&
    typeof value.text === 'string'
  );
}

async function remember(workbench: Needs<'memory'>, message: Message): Promise<void> {
  const others = recentMessages(workbench).filter(
    each => each.subject !== message.subject || each.text !== message.text,
  );
  await workbench.memory.update(storageKeys.recentMessages, [message, ...others].slice(0, mostRemembered));
}
