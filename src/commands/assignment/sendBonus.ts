import { type EarlierBonus, earlierBonuses, earlierBonusText, equalBonuses } from '../../ledger/earlierBonuses.ts';
import { bonusCost } from '../../mturk/fees.ts';
import { type Cents, cents, formatDollars, parseAmount } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { type AssignmentWithHIT, connected, selectAssignments } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { type Feedback, feedbackOf, type MessageDraft, messageSteps, noMessage } from './feedback.ts';

const title = 'Send bonus';

/** What was typed. */
interface Draft extends MessageDraft {
  readonly amount: string;
}

function steps(
  workbench: Needs<'prompts'>,
  { account }: ConnectedSession,
  items: readonly [AssignmentWithHIT, ...AssignmentWithHIT[]],
): WizardStep<Draft>[] {
  const each = items.length === 1 ? '' : ' each';
  return [
    {
      stage: 1,
      ask: async ({ amount }, position) =>
        withAnswer<string, Draft>(
          await workbench.prompts.inputStep({
            position,
            prompt: `How much${each}, in US dollars?`,
            placeholder: '0.50',
            value: amount,
            check: amountProblem,
          }),
          typed => ({ amount: typed }),
        ),
    },
    ...messageSteps<Draft>(
      workbench,
      account,
      items,
      {
        prompt: ({ amount }) =>
          `What is the bonus of ${formatDollars(parseAmount(bare(amount)) ?? cents(0))}${each} for? The worker reads this.`,
        placeholder: 'Thank you for the careful answers.',
        empty: 'Enter a reason. The service requires one for each bonus.',
        noun: 'reason',
      },
      2,
    ),
  ];
}

export const sendBonus: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectAssignments(workbench, session, title, clicked, selected);
  if (!items || items.length === 0) return;
  const each = items.length === 1 ? '' : ' each';
  const [first, ...more] = items;
  if (!first) return;
  const draft = await runWizard<Draft>(title, steps(workbench, session, [first, ...more]), {
    ...noMessage,
    amount: '',
  });
  const amount = draft && parseAmount(bare(draft.amount));
  const reason = draft && (await feedbackOf(session, [first, ...more], draft.message));
  if (!reason || amount === undefined) return;
  const earlier = await lookUpEarlier(workbench, session, items, amount, reason);
  if (earlier.equal.length > 0 && !(await wantedAgain(workbench, earlier.equal))) return;
  await performOperations(workbench, session, {
    verb: 'Send',
    noun: [`bonus of ${formatDollars(amount)}`, `bonuses of ${formatDollars(amount)}`],
    one: ({ assignment }) => `a bonus of ${formatDollars(amount)} to ${assignment.workerId}`,
    items,
    rule: reason.rule,
    operation: item => {
      const { id: assignmentId, hitId, workerId } = item.assignment;
      const equalBefore = earlier.equal.filter(each => each.assignmentId === assignmentId).length;
      return { verb: 'bonus', assignmentId, hitId, workerId, amount, reason: reason.textOf(item), equalBefore };
    },
    remarksOn: allowed => [`To ${allowed.map(({ assignment }) => assignment.workerId).join(', ')}.`],
    remarks: [
      ...earlier.texts,
      `${reason.readers} ${reason.reading}`,
      `The fee of ${formatDollars(bonusCost(amount).fees)}${each} is included. A bonus can’t be reversed.`,
    ],
    irreversible: true,
  });
};

interface Earlier {
  /** Those of the same amount and reason. */
  readonly equal: readonly EarlierBonus[];
  readonly texts: readonly string[];
}

/** As many as fit a confirmation; the ledger has the rest. */
const mostTexts = 5;

/** What these assignments have got before, by the service's list and by the ledger. */
async function lookUpEarlier(
  workbench: Needs<'ledgers'>,
  session: ConnectedSession,
  items: readonly AssignmentWithHIT[],
  amount: Cents,
  reason: Feedback,
): Promise<Earlier> {
  const ledger = await workbench.ledgers.of(session.profile.id);
  const assignments = items.map(({ assignment }) => ({ assignmentId: assignment.id, hitId: assignment.hitId }));
  const found = await readWithProgress('Looking for earlier bonuses', session, async client =>
    earlierBonuses(client, await ledger.plans(), assignments),
  );
  const all = [...found.values()].flat();
  const more = all.length - mostTexts;
  return {
    equal: items.flatMap(item => equalBonuses(found.get(item.assignment.id) ?? [], amount, reason.textOf(item))),
    texts: [
      ...all.slice(0, mostTexts).map(each => `${each.workerId} was ${earlierBonusText(each)}.`),
      ...(more > 0 ? [`${more} more earlier bonuses are in the ledger or at the service.`] : []),
    ],
  };
}

/** An equal bonus is more often a mistake than a wish. */
async function wantedAgain({ prompts }: Needs<'prompts'>, equal: readonly EarlierBonus[]): Promise<boolean> {
  return prompts.confirm({
    message: `Pay the same bonus again to ${equal.length === 1 ? 'a worker' : counted(equal.length, 'worker')} who already received it?`,
    detail: equal
      .slice(0, mostTexts)
      .map(each => `${each.workerId} was ${earlierBonusText(each)}.`)
      .join('\n'),
    action: 'Pay Again',
    warning: true,
  });
}

function bare(text: string): string {
  return text.trim().replace(/^\$/, '');
}

function amountProblem(text: string): string | undefined {
  const amount = parseAmount(bare(text));
  if (amount === undefined) return 'Enter an amount in US dollars, such as 0.50 or 2, with at most two decimals.';
  return amount === 0 ? 'The amount must be more than 0.' : undefined;
}
