import { addAssignmentsOperation } from '../../ledger/ledgerOperations.ts';
import type { HIT } from '../../mturk/model.ts';
import { mayAddAssignments, mayAddTime } from '../../mturk/rules.ts';
import { parseSpan, spanText } from '../../mturk/times.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { connected, hitsToActOn, namedHIT } from '../selectTargets.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';

export const extendHIT: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await hitsToActOn(workbench, session, 'Extend HITs', clicked, selected);
  if (!items || items.length === 0) return;
  const what = await workbench.prompts.pick('Extend', 'By what?', [
    { label: 'More assignments', description: 'more workers can do it', value: 'assignments' as const },
    { label: 'More time', description: 'workers can accept it for longer', value: 'time' as const },
  ]);
  if (what === 'assignments') await addAssignments(workbench, session, items);
  if (what === 'time') await addTime(workbench, session, items);
};

async function addAssignments(workbench: Workbench, session: ConnectedSession, items: readonly HIT[]): Promise<void> {
  const [only] = items.length === 1 ? items : [];
  const typed = await workbench.prompts.input({
    title: 'Extend by assignments',
    prompt: `How many more${items.length === 1 ? '' : ' for each HIT'}?`,
    placeholder: '5',
    check: text => {
      const count = countOf(text);
      if (count === undefined) return 'A whole number of one or more is needed.';
      const verdict = only && mayAddAssignments(only, count);
      return verdict && !verdict.allowed ? verdict.rule : undefined;
    },
  });
  const count = typed === undefined ? undefined : countOf(typed);
  if (count === undefined) return;
  const now = session.account.now();
  const expired = items.filter(hit => hit.expires <= now).length;
  await performOperations(workbench, session, {
    verb: 'Extend',
    done: 'Extended',
    noun: ['HIT', 'HITs'],
    one: namedHIT,
    items,
    rule: hit => mayAddAssignments(hit, count),
    operation: hit => addAssignmentsOperation(hit, count),
    remarks: [
      `${count} more ${count === 1 ? 'assignment' : 'assignments'}${items.length === 1 ? '' : ' each'}.`,
      ...(expired > 0 ? ['An expired HIT also needs more time before workers can accept it.'] : []),
    ],
  });
}

async function addTime(workbench: Workbench, session: ConnectedSession, items: readonly HIT[]): Promise<void> {
  const typed = await workbench.prompts.input({
    title: 'Extend by time',
    prompt: 'How much more? An expired HIT gets it from now on.',
    placeholder: '2 d, 12 h, 90 m',
    check: text => (parseSpan(text) === undefined ? 'A time such as 2 d, 12 h or 1 d 6 h is needed.' : undefined),
  });
  const span = typed === undefined ? undefined : parseSpan(typed);
  if (span === undefined) return;
  const now = session.account.now();
  await performOperations(workbench, session, {
    verb: 'Extend',
    done: 'Extended',
    noun: ['HIT', 'HITs'],
    one: namedHIT,
    items,
    rule: mayAddTime,
    operation: hit => ({
      verb: 'setExpiration',
      hitId: hit.id,
      at: Math.max(hit.expires, now) + span,
      before: hit.expires,
    }),
    remarks: [`${spanText(span)} more, from its expiration or, if that has passed, from now.`],
  });
}

function countOf(text: string): number | undefined {
  const count = Number(text.trim());
  return Number.isSafeInteger(count) && count >= 1 && count <= 1_000_000_000 ? count : undefined;
}
