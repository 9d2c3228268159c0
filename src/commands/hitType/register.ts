/** Registers a HIT type for code that publishes with it, and reports its ID. */
import { parseAmount } from '../../mturk/money.ts';
import { parseSpan, spanText } from '../../mturk/times.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { connected } from '../selectTargets.ts';
import type { Needs, Operating } from '../workbench.ts';

/** The answers as they were typed. */
interface Draft {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: string;
  readonly reward?: string;
  readonly duration?: string;
  readonly autoApproval?: string;
}

const title = 'Register HIT Type';
const longestTitle = 128;
const longestDescription = 2000;
const longestKeywords = 1000;
/** Milliseconds (reference.md §3.1). */
const second = 1000;
const day = 86_400 * second;

export const registerHITType: Handler<Operating & Needs<'clipboard'>> = async workbench => {
  const session = connected(workbench);
  const draft = await runWizard<Draft>(title, steps(workbench.prompts), {});
  if (!draft) return;
  const { title: name = '', description = '', keywords = '', reward = '', duration = '', autoApproval = '' } = draft;
  const operation = {
    verb: 'createHITType',
    input: {
      Title: name.trim(),
      Description: description.trim(),
      ...(keywords.trim() === '' ? {} : { Keywords: keywords.trim() }),
      Reward: reward.trim(),
      AssignmentDurationInSeconds: Math.round((parseSpan(duration) ?? 0) / second),
      AutoApprovalDelayInSeconds: Math.round((parseSpan(autoApproval) ?? 0) / second),
    },
  } as const;
  const object = `HIT type “${operation.input.Title}”`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Register',
    object,
    count: 1,
    operations: [operation],
    remarks: [
      `$${operation.input.Reward} for each assignment. Workers have ${spanText(parseSpan(duration) ?? 0)}. Nothing is published.`,
      'The service gives an equal HIT type the same ID. A HIT type can’t be changed or deleted.',
    ],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return;
  const words = { title: `Register ${object}`, verb: 'register', done: 'Registered', quiet: true } as const;
  const { outcomes } = await startPlan(workbench, session, { ...words, noun: ['HIT type', 'HIT types'] }, [operation]);
  const [outcome] = outcomes;
  const id = outcome && 'created' in outcome ? outcome.created : undefined;
  if (id === undefined) return;
  const copy = 'Copy ID';
  const chosen = await workbench.prompts.inform(`Registered ${object} as ${id}.`, copy);
  if (chosen === copy) await workbench.clipboard.writeText(id);
};

function steps(prompts: Prompts): readonly WizardStep<Draft>[] {
  const text = (
    stage: number,
    field: keyof Draft,
    prompt: string,
    placeholder: string,
    check: (text: string) => string | undefined,
  ): WizardStep<Draft> => ({
    stage,
    ask: async (draft, position) =>
      withAnswer(
        await prompts.inputStep({ position, prompt, placeholder, value: draft[field] ?? defaults[field] ?? '', check }),
        answer => ({ [field]: answer }),
      ),
  });
  return [
    text(1, 'title', 'Title, as workers see it', 'Judge the color of words', typed =>
      wrongLength(typed, 1, longestTitle),
    ),
    text(2, 'description', 'Description', 'Read ten words and choose their color', typed =>
      wrongLength(typed, 1, longestDescription),
    ),
    text(3, 'keywords', 'Keywords, separated by commas (optional)', 'psychology, experiment', typed =>
      wrongLength(typed, 0, longestKeywords),
    ),
    text(4, 'reward', 'Reward for each assignment, in US dollars', '0.50', typed =>
      parseAmount(typed.trim()) === undefined ? 'Enter an amount such as 0.50.' : undefined,
    ),
    text(5, 'duration', 'Time allotted to a worker', '10 m, 1 h', typed => wrongSpan(typed, 30 * second, 365 * day)),
    text(6, 'autoApproval', 'Time until submitted work auto-approves', '3 d, 12 h', typed =>
      wrongSpan(typed, 0, 30 * day),
    ),
  ];
}

const defaults: Draft = { duration: '1 h', autoApproval: '3 d' };

function wrongLength(text: string, least: number, most: number): string | undefined {
  const { length } = text.trim();
  if (length < least) return 'Enter a text.';
  return length > most ? `Use at most ${most} characters; this has ${length}.` : undefined;
}

function wrongSpan(text: string, least: number, most: number): string | undefined {
  const span = parseSpan(text);
  if (span === undefined) return 'Enter a time such as 2 d, 12 h or 90 m.';
  if (span < least) return `Enter at least ${spanText(least)}.`;
  return span > most ? `Enter at most ${spanText(most)}.` : undefined;
}
