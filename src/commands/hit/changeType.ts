/** Changes reward, title and the other properties of live HITs by giving them another HIT type. */

import { readsUntil } from '../../ledger/caller.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { HIT } from '../../mturk/model.ts';
import { formatAmount, formatDollars, parseAmount } from '../../mturk/money.ts';
import type { Input } from '../../mturk/operations.ts';
import type { Prompts } from '../../ui/prompts.ts';
import { runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { performOperations } from '../perform.ts';
import { allowedBy, connected, selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';

interface Draft {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: string;
  readonly reward?: string;
}

export const changeHITType: Handler<Operating & Needs<'explorer'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const isSelectable = allowedBy('changeHITType', session);
  const items = await selectHITs(workbench, session, 'Change HIT Type', clicked, selected, isSelectable);
  const [first] = items ?? [];
  if (!items || !first) return;
  // Where none may change, nothing is asked.
  if (!items.some(hit => verdictBefore('changeHITType', { hit, now: session.account.now() }).allowed)) {
    await changeTo(workbench, session, items, '');
    return;
  }
  const draft = await runWizard<Draft>('Change HIT Type', steps(workbench.prompts, first), {});
  if (!draft) return;
  const input = await typeInput(session, first, draft);
  const register = { verb: 'createHITType', input } as const;
  const name = `HIT type “${input.Title}”`;
  const typeId = await registeredType(workbench, session, name, register);
  if (typeId === undefined) return;
  const pay = formatDollars(parseAmount(input.Reward) ?? first.reward);
  await changeTo(workbench, session, items, typeId, [`They become “${input.Title}” for ${pay} each assignment.`]);
};

async function changeTo(
  workbench: Operating,
  session: ConnectedSession,
  items: readonly HIT[],
  hitTypeId: string,
  remarks: readonly string[] = [],
): Promise<void> {
  await performOperations(workbench, session, {
    verb: 'Change Type of',
    noun: ['HIT', 'HITs'],
    items,
    state: hit => ({ hit }),
    operation: hit => ({ verb: 'changeHITType', hitId: hit.id, hitTypeId, before: hit.typeId }),
    remarks,
  });
}

type TypeInput = Input<'CreateHITType'> & { Title: string; Reward: string };

async function registeredType(
  workbench: Operating,
  session: ConnectedSession,
  name: string,
  register: { readonly verb: 'createHITType'; readonly input: TypeInput },
): Promise<string | undefined> {
  const agreed = await confirmed(workbench, session, {
    verb: 'Register',
    object: name,
    count: 1,
    operations: [register],
    remarks: [
      'HITs get different properties from a different HIT type. You confirm the next step before any HIT is changed.',
    ],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return undefined;
  const words = { title: `Register ${name}`, verb: 'register', done: 'Registered', quiet: true } as const;
  const { outcomes } = await startPlan(workbench, session, { ...words, noun: ['HIT type', 'HIT types'] }, [register]);
  const [outcome] = outcomes;
  return outcome && 'created' in outcome ? outcome.created : undefined;
}

/** The type of the first HIT, with the values that the user typed in place of the old ones. */
async function typeInput({ account, ended }: ConnectedSession, hit: HIT, draft: Draft): Promise<TypeInput> {
  const { HIT: whole } = await readsUntil(account.client, ended).call('GetHIT', { HITId: hit.id });
  const keywords = draft.keywords ?? hit.keywords;
  const requirements = whole?.QualificationRequirements ?? [];
  return {
    Title: (draft.title ?? hit.title).trim(),
    Description: (draft.description ?? hit.description).trim(),
    ...(keywords.trim() === '' ? {} : { Keywords: keywords.trim() }),
    Reward: formatAmount(parseAmount(draft.reward?.trim() ?? '') ?? hit.reward),
    AssignmentDurationInSeconds: hit.assignmentDuration,
    AutoApprovalDelayInSeconds: hit.autoApprovalDelay,
    ...(requirements.length === 0
      ? {}
      : {
          // The service answers with both, and refuses both.
          QualificationRequirements: requirements.map(({ RequiredToPreview: _, ...each }) => each),
        }),
  };
}

function steps(prompts: Prompts, hit: HIT): readonly WizardStep<Draft>[] {
  const text = (
    stage: number,
    field: keyof Draft,
    prompt: string,
    value: string,
    check: (typed: string) => string | undefined,
  ): WizardStep<Draft> => ({
    stage,
    ask: async (draft, position) =>
      withAnswer(
        await prompts.inputStep({ position, prompt, placeholder: value, value: draft[field] ?? value, check }),
        answer => ({ [field]: answer }),
      ),
  });
  const between = (least: number, most: number) => (typed: string) =>
    typed.trim().length < least || typed.trim().length > most
      ? `Enter ${least === 0 ? 'at most' : `1 to`} ${most} characters.`
      : undefined;
  return [
    text(1, 'reward', 'Reward for each assignment, in US dollars', formatAmount(hit.reward), typed =>
      parseAmount(typed.trim()) === undefined ? 'Enter an amount such as 0.50.' : undefined,
    ),
    text(2, 'title', 'Title, as workers see it', hit.title, between(1, 128)),
    text(3, 'description', 'Description', hit.description, between(1, 2000)),
    text(4, 'keywords', 'Keywords, separated by commas (optional)', hit.keywords, between(0, 1000)),
  ];
}
