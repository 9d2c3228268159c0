/** What was sent to whom, from the ledger: delivered, missed, and unclear. */
import * as vscode from 'vscode';
import { type Entry, entriesOf } from '../../ledger/entries.ts';
import { counted } from '../../mturk/plurals.ts';
import { momentText, relativeText } from '../../mturk/times.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';
import { writeTo } from './message.ts';

export const showMessages: Handler<Operating & Needs<'memory'>> = async workbench => {
  const session = connected(workbench);
  const { prompts } = workbench;
  const ledger = await workbench.ledgers.of(session.profile.id);
  const entries = entriesOf(await ledger.plans())
    .filter(({ verb }) => verb === 'message')
    .reverse();
  if (entries.length === 0) {
    await prompts.inform(`No messages were sent with profile ${session.profile.name} yet.`);
    return;
  }
  const entry = await prompts.pick(
    'Messages',
    'Select a message for its text and its recipients',
    entries.map(each => ({
      label: each.about,
      description: `${counted(each.workerIds.length, 'worker')} · ${stateOf(each)} · ${relativeText(each.at, Date.now())}`,
      detail: textOf(each),
      value: each,
    })),
  );
  if (!entry) return;
  const soft = (entry.missed ?? []).filter(each => each.soft).map(({ workerId }) => workerId);
  const next = await prompts.pick(entry.about, stateOf(entry), [
    { label: 'Show text and recipients', value: 'show' as const },
    ...(soft.length > 0
      ? [{ label: `Send again to ${soft.length} whom it did not reach…`, value: 'soft' as const }]
      : []),
    ...(entry.result === 'unknown'
      ? [
          {
            label: 'Send again to all of them…',
            detail: 'Whether they got it is unclear: they may read it twice',
            value: 'all' as const,
          },
        ]
      : []),
  ]);
  const message = { subject: entry.about, text: textOf(entry) };
  if (next === 'show') await show(entry);
  else if (next) await writeTo(workbench, session, next === 'soft' ? soft : entry.workerIds, message);
};

function textOf({ operation }: Entry): string {
  return operation.verb === 'message' ? operation.text : '';
}

function stateOf({ result, missed = [] }: Entry): string {
  switch (result) {
    case 'unknown':
      return 'unclear whether it was sent';
    case 'failed':
      return 'reached no one';
    case 'done':
    case 'alreadyDone':
      return missed.length > 0 ? `${missed.length} not reached` : 'sent';
    default:
      return 'not sent';
  }
}

async function show(entry: Entry): Promise<void> {
  const missed = new Map((entry.missed ?? []).map(each => [each.workerId, each]));
  const lines = entry.workerIds.map(id => {
    const failure = missed.get(id);
    if (failure) return `${id}\t${failure.soft ? 'not reached, perhaps later' : 'can’t be reached'}: ${failure.reason}`;
    return `${id}\t${entry.result === 'unknown' ? 'unclear' : entry.result === 'done' ? 'sent' : 'not sent'}`;
  });
  const content = [`Subject: ${entry.about}`, `Time: ${momentText(entry.at)}`, '', textOf(entry), '', ...lines].join(
    '\n',
  );
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document, { preview: true });
}
