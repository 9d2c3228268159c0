import { bonusCost } from '../../mturk/fees.ts';
import { formatDollars, parseAmount } from '../../mturk/money.ts';
import { perform } from '../perform.ts';
import type { Handler } from '../registry.ts';
import { assignmentsToActOn, connected } from '../targets.ts';

export const sendBonus: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await assignmentsToActOn(workbench, session, 'Send bonus', clicked, selected);
  if (!items || items.length === 0) return;
  const each = items.length === 1 ? '' : ' each';
  const typed = await workbench.prompts.input({
    title: 'Send bonus',
    prompt: `How much${each}, in US dollars?`,
    placeholder: '0.50',
    check: amountProblem,
  });
  const amount = typed === undefined ? undefined : parseAmount(bare(typed));
  if (amount === undefined) return;
  const reason = await workbench.prompts.input({
    title: `Send bonus of ${formatDollars(amount)}${each}`,
    prompt: 'What for? The worker reads this.',
    placeholder: 'Thank you for the careful answers.',
    check: text => (text.trim() === '' ? 'The service wants a reason for each bonus.' : undefined),
  });
  if (reason === undefined) return;
  await perform(workbench, session, {
    verb: 'Send Bonus',
    done: 'Sent',
    noun: [`bonus of ${formatDollars(amount)}`, `bonuses of ${formatDollars(amount)}`],
    items,
    rule: () => ({ allowed: true }),
    act: ({ assignment: { id: assignmentId, hitId, workerId } }) => ({
      verb: 'bonus',
      assignmentId,
      hitId,
      workerId,
      amount,
      reason: reason.trim(),
    }),
    remarks: [
      `To ${items.map(({ assignment }) => assignment.workerId).join(', ')}.`,
      `They read: “${reason.trim()}”`,
      `The fee of ${formatDollars(bonusCost(amount).fees)}${each} is part of the sum. A bonus can’t be taken back.`,
    ],
    irreversible: true,
  });
};

function bare(text: string): string {
  return text.trim().replace(/^\$/, '');
}

function amountProblem(text: string): string | undefined {
  const amount = parseAmount(bare(text));
  if (amount === undefined) return 'An amount such as 0.50 or 2 is needed: dollars, at most two decimals.';
  return amount === 0 ? 'The amount must be more than nothing.' : undefined;
}
