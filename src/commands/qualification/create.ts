/** Creates a qualification type: granted by hand, auto-granted, or by a test. */
import { limits } from '../../definitions/qualification/qualificationKeys.ts';
import type { OperationOf } from '../../ledger/ledgerOperations.ts';
import { isDone } from '../../ledger/outcome.ts';
import { lengthProblem } from '../../mturk/qualificationChecks.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import { scoreProblem } from './scores.ts';
import { askRetryDelay, askTest } from './typeSettings.ts';

type Settings = NonNullable<OperationOf<'createQualificationType'>['settings']>;

const title = 'Create Qualification Type';
const noun = ['qualification type', 'qualification types'] as const;

export const createQualificationType: Handler<Operating> = async workbench => {
  const session = connected(workbench);
  const { prompts } = workbench;
  if (session.account.workers.freshness.state === 'never') await session.account.workers.refresh();
  const names = new Set([...session.account.workers.types.values()].map(type => type.name));
  const name = await prompts.input({
    title,
    prompt: 'Name. Workers see it, and it can’t be changed later.',
    placeholder: 'Careful readers',
    check: text =>
      lengthProblem(text, limits.name, 'a name') ??
      (names.has(text.trim()) ? 'You have a qualification type of this name.' : undefined),
  });
  if (name === undefined) return;
  const description = await prompts.input({
    title,
    prompt: 'Description. Workers see it.',
    check: text => lengthProblem(text, limits.description, 'a description'),
  });
  if (description === undefined) return;
  const keywords = await prompts.input({
    title,
    prompt: 'Keywords, separated by commas (optional). They can’t be changed later.',
    check: text => (text.length > limits.keywords ? `Use at most ${limits.keywords} characters.` : undefined),
  });
  if (keywords === undefined) return;
  const settings = await askHow(workbench);
  if (!settings) return;
  const operation = {
    verb: 'createQualificationType',
    name: name.trim(),
    description: description.trim(),
    ...(keywords.trim() === '' ? {} : { keywords: keywords.trim() }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  } as const;
  await createType(workbench, session, operation);
};

/** Confirms and creates it. Returns its ID. */
export async function createType(
  workbench: Operating,
  session: ConnectedSession,
  operation: OperationOf<'createQualificationType'>,
): Promise<string | undefined> {
  const object = `qualification type “${operation.name}”`;
  const agreed = await confirmed(workbench, session, {
    verb: 'Create',
    object,
    count: 1,
    operations: [operation],
    remarks: ['Its name and its keywords can’t be changed later.'],
    irreversible: false,
    grave: false,
  });
  if (!agreed) return undefined;
  const words = { title: `Create ${object}`, verb: 'create', done: 'Created' } as const;
  const { outcomes } = await startPlan(workbench, session, { ...words, noun }, [operation]);
  const [outcome] = outcomes;
  if (session.account.workers.freshness.state === 'never') await session.account.workers.refresh();
  return outcome && 'created' in outcome ? outcome.created : undefined;
}

/** Creates a type that was confirmed already, as a step of something: only a failure is reported. Returns its ID. */
export async function createTypeQuietly(
  workbench: Operating,
  session: ConnectedSession,
  operation: OperationOf<'createQualificationType'>,
): Promise<string | undefined> {
  const title = `Create qualification type “${operation.name}”`;
  const words = { title, verb: 'create', done: 'Created', noun, quiet: true } as const;
  const { outcomes } = await startPlan(workbench, session, words, [operation]);
  const [outcome] = outcomes;
  return outcome && isDone(outcome) ? outcome.created : undefined;
}

async function askHow(workbench: Needs<'prompts'>): Promise<Settings | undefined> {
  const { prompts } = workbench;
  const how = await prompts.pick(title, 'How do workers get it?', [
    { label: 'You grant it', detail: 'Workers can ask for it once; you accept or reject', value: 'hand' as const },
    { label: 'By a test…', detail: 'A QuestionForm, scored by you or by an answer key', value: 'test' as const },
    { label: 'Auto-granted…', detail: 'Every worker who asks gets the same score', value: 'auto' as const },
  ]);
  switch (how) {
    case 'hand':
      return {};
    case 'test': {
      const test = await askTest(workbench, title);
      const RetryDelayInSeconds = test && (await askRetryDelay(workbench, title));
      return RetryDelayInSeconds === undefined ? undefined : { ...test, RetryDelayInSeconds };
    }
    case 'auto': {
      const score = await prompts.input({
        title,
        prompt: 'Score that every worker gets',
        value: '1',
        check: scoreProblem,
      });
      return score === undefined ? undefined : { AutoGranted: true, AutoGrantedValue: Number(score) };
    }
    default:
      return undefined;
  }
}
