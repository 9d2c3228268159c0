import { addAssignmentsOperation, hitIdOf, type Operation } from '../../ledger/ledgerOperations.ts';
import { extendedExpiration, longestExtension, roomFor, shortestExtension } from '../../mturk/hitExtension.ts';
import type { HIT, Instant } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { parseSpan, spanText } from '../../mturk/times.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import type { Handler } from '../commandHandler.ts';
import { performOperations } from '../perform.ts';
import { allowedBy, connected, namedHIT, selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { chooseFurther, type Further, furtherOperations, furtherRemarks } from './furtherHITs.ts';

const title = 'Extend HITs';

/** What was typed. */
interface Draft {
  readonly assignments: string;
  readonly time: string;
}

export const extendHIT: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const items = await selectHITs(workbench, session, title, clicked, selected, allowedBy('setExpiration', session));
  if (!items || items.length === 0) return;
  const draft = await runWizard<Draft>(title, steps(workbench.prompts, items, session.account.now()), {
    assignments: '',
    time: '',
  });
  if (!draft) return;
  const count = countOf(draft.assignments) ?? 0;
  const span = parseSpan(draft.time) ?? 0;
  const further = await chooseFurther(workbench, session, title, items, { count, span });
  if (further) await extend(workbench, session, items, { count, span, further });
};

interface Extension {
  readonly count: number;
  /** Milliseconds. */
  readonly span: number;
  /** HITs of the same type that are published where assignments can't be added. */
  readonly further: Further;
}

async function extend(
  workbench: Operating,
  session: ConnectedSession,
  items: readonly HIT[],
  { count, span, further }: Extension,
): Promise<void> {
  const now = session.account.now();
  const operationsFor = (hit: HIT): Operation[] => {
    const room = roomFor(hit, count);
    return [
      ...(room > 0 ? [addAssignmentsOperation(hit, room)] : []),
      ...(span > 0
        ? [
            {
              verb: 'setExpiration',
              hitId: hit.id,
              at: extendedExpiration(hit, span, now),
              before: hit.expires,
            } as const,
          ]
        : []),
      ...(hit.status === 'Disposed' ? [] : furtherOperations(further, hit)),
    ];
  };
  await performOperations(workbench, session, {
    verb: 'Extend',
    done: 'Extended',
    noun: ['HIT', 'HITs'],
    one: namedHIT,
    items,
    state: hit => ({ hit }),
    // Where nothing can be done, what was wanted says what it was about.
    operation: hit => (operationsFor(hit).length > 0 ? operationsFor(hit) : addAssignmentsOperation(hit, count)),
    unitOf: operation => hitIdOf(operation) ?? hitOf(items, operation),
    remarksOn: hits => remarksOf(hits, count, span, now),
    remarks: furtherRemarks(further),
  });
}

/** The HIT that a further one was published for. */
function hitOf(items: readonly HIT[], operation: Operation): string {
  if (operation.verb !== 'createHITWithType') return '';
  const { HITTypeId, RequesterAnnotation = '' } = operation.input;
  return items.find(hit => hit.typeId === HITTypeId && hit.annotation === RequesterAnnotation)?.id ?? '';
}

function remarksOf(items: readonly HIT[], count: number, span: number, now: Instant): string[] {
  const each = items.length === 1 ? '' : ' each';
  const expired = items.filter(hit => hit.expires <= now).length;
  const reviewable = items.filter(({ status }) => status === 'Reviewable' || status === 'Reviewing').length;
  return [
    ...(count > 0 ? [`${counted(count, 'more assignment')}${each}.`] : []),
    ...(span > 0 ? [`${spanText(span)} more${each}, from the expiration or, if that has passed, from now.`] : []),
    ...(expired > 0 && span === 0 ? ['An expired HIT also needs more time before workers can accept it.'] : []),
    ...(reviewable > 0
      ? [
          `${reviewable === 1 && items.length === 1 ? 'It is' : `${reviewable} of them are`} Reviewable. A HIT that workers can accept again leaves the reviewable HITs until it is Reviewable again.`,
        ]
      : []),
    'Auto-approval times of submitted assignments don’t change.',
  ];
}

function steps(prompts: Prompts, items: readonly HIT[], now: Instant): readonly WizardStep<Draft>[] {
  const each = items.length === 1 ? '' : ' for each HIT';
  const small = items.filter(({ maxAssignments }) => maxAssignments < 10);
  const rule =
    small.length > 0
      ? ` A HIT created with fewer than 10 assignments stays below 10${items.length === 1 ? `; this one has ${items[0]?.maxAssignments}` : ''}. For more, further HITs are offered.`
      : '';
  return [
    {
      stage: 1,
      ask: async ({ assignments }, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: `How many more assignments${each}? Leave empty for none.${rule}`,
            placeholder: '5',
            value: assignments,
            check: text =>
              text.trim() === '' || countOf(text) !== undefined ? undefined : 'Enter a whole number of 1 or more.',
          }),
          answer => ({ assignments: answer }),
        ),
    },
    {
      stage: 2,
      ask: async ({ assignments, time }, position) =>
        withAnswer(
          await prompts.inputStep({
            position,
            prompt: `How much more time${each}? Leave empty for none. An expired HIT gets it from now. At most 365 days.`,
            placeholder: '2 d, 12 h, 90 m',
            value: time,
            check: text => timeProblem(text, assignments, items, now),
          }),
          answer => ({ time: answer }),
        ),
    },
  ];
}

function timeProblem(text: string, assignments: string, items: readonly HIT[], now: Instant): string | undefined {
  if (text.trim() === '')
    return assignments.trim() === '' ? 'Enter a time, or go back and enter assignments.' : undefined;
  const span = parseSpan(text);
  if (span === undefined) return 'Enter a time such as 2 d, 12 h or 1 d 6 h.';
  if (span < shortestExtension) return 'Enter at least 1 minute.';
  // The service counts from the present expiration, and a HIT lives for a year at most.
  const tooLong = items.some(
    hit => span > longestExtension || extendedExpiration(hit, span, now) - now > longestExtension,
  );
  return tooLong ? 'A HIT can’t expire more than 365 days from now.' : undefined;
}

function countOf(text: string): number | undefined {
  const count = Number(text.trim());
  return text.trim() !== '' && Number.isSafeInteger(count) && count >= 1 && count <= 1_000_000_000 ? count : undefined;
}
