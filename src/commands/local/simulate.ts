import { counted } from '../../mturk/plurals.ts';
import { spanText } from '../../mturk/times.ts';
import { isLocal, localProfile } from '../../profiles/profile.ts';
import { withProgress } from '../../ui/progress.ts';
import type { Choice } from '../../ui/prompts.ts';
import { back, runWizard, type WizardStep, withAnswer } from '../../ui/wizard.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { connected, selectHITs } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { runningLocal } from './running.ts';

interface Pace {
  readonly arrivalsPerMinute: (workers: number) => number;
  readonly seconds: { readonly min: number; readonly max: number };
  /** Whether the clock jumps ahead until all of them are through. */
  readonly jump: boolean;
}

const people = { min: 20, max: 180 };
const paces = {
  now: { arrivalsPerMinute: () => 2, seconds: people, jump: true },
  soon: { arrivalsPerMinute: workers => workers, seconds: { min: 5, max: 20 }, jump: false },
  lifelike: { arrivalsPerMinute: () => 1, seconds: people, jump: false },
} as const satisfies Record<string, Pace>;

/** Longer than the last one needs who comes at two a minute, by far. */
const jumpSeconds = (workers: number) => workers * 60 + 3600;

/** On all HITs. What VS Code passes from a title bar is the focused row, which is not what was clicked. */
export const simulateWorkers: Handler<Needs<'local' | 'prompts' | 'sessions'>> = async workbench => {
  runningLocal(workbench);
  const { sessions } = workbench;
  if (!isLocal(sessions.current.profile)) await sessions.switchTo(localProfile);
  await simulate(workbench, []);
};

/** On the HITs pointed at, or picked. */
export const simulateOnHIT: Handler<Needs<'explorer' | 'local' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  runningLocal(workbench);
  const session = connected(workbench);
  if (!isLocal(session.profile))
    throw new CommandError('Couldn’t simulate workers: only Local has them. Switch to it first.');
  const hits = await selectHITs(workbench, session, 'Simulate workers', clicked, selected);
  if (hits && hits.length > 0)
    await simulate(
      workbench,
      hits.map(({ id }) => id),
    );
};

/** What was answered. */
interface Draft {
  readonly workers: string;
  readonly pace: Pace | undefined;
}

function steps(prompts: Needs<'prompts'>['prompts']): WizardStep<Draft>[] {
  return [
    {
      stage: 1,
      ask: async ({ workers }, position) =>
        withAnswer<string, Draft>(
          await prompts.inputStep({
            position,
            prompt: 'How many workers? They answer what the question asks.',
            value: workers,
            check: text => (countOf(text) === undefined ? 'Enter a whole number from 1 to 100,000.' : undefined),
          }),
          typed => ({ workers: typed }),
        ),
    },
    {
      stage: 2,
      ask: async ({ workers, pace }, position) => {
        const choices = paceChoices(countOf(workers) ?? 0);
        const answer = await prompts.pickStep<Pace>({
          position,
          placeholder: 'How fast?',
          choices,
          active: value => value === pace,
        });
        return answer === undefined || answer === back ? answer : { pace: answer };
      },
    },
  ];
}

function paceChoices(workers: number): Choice<Pace>[] {
  return [
    {
      label: 'Within a minute',
      description: 'the clock is not changed',
      detail: `${counted(workers, 'worker')} come within a minute and take 5 to 20 seconds each.`,
      value: paces.soon,
    },
    {
      label: 'Like people',
      description: 'the clock is not changed',
      detail: 'One worker a minute, 20 to 180 seconds each.',
      value: paces.lifelike,
    },
    {
      label: 'All of it now',
      description: 'advances Local’s clock',
      detail: `By ${spanText(jumpSeconds(workers) * 1000)}: HITs may expire and submitted work may auto-approve.`,
      value: paces.now,
    },
  ];
}

async function simulate(workbench: Needs<'local' | 'prompts'>, hitIds: readonly string[]): Promise<void> {
  const { prompts, local } = workbench;
  const title = hitIds.length === 0 ? 'Simulate workers' : `Simulate workers on ${counted(hitIds.length, 'HIT')}`;
  const draft = await runWizard<Draft>(title, steps(prompts), { workers: '10', pace: undefined });
  const workers = draft && countOf(draft.workers);
  const pace = draft?.pace;
  if (!pace || workers === undefined) return;
  const { run } = (await local.control('simulate', {
    workers,
    arrivalsPerMinute: pace.arrivalsPerMinute(workers),
    seconds: pace.seconds,
    ...(hitIds.length > 0 ? { HITIds: hitIds } : {}),
  })) as { run: number };
  if (pace.jump)
    await withProgress(`Simulating ${counted(workers, 'worker')}`, () =>
      local.control('clock', { advanceSeconds: jumpSeconds(workers) }),
    );
  // Not waited for: the workers come whether or not anybody answers.
  void offerToStop(workbench, workers, run, pace.jump);
}

async function offerToStop(
  { prompts, local }: Needs<'local' | 'prompts'>,
  workers: number,
  run: number,
  over: boolean,
): Promise<void> {
  if (over) {
    await prompts.inform(`${counted(workers, 'simulated worker')} arrived at Local.`);
    return;
  }
  const stop = 'Stop Them';
  const chosen = await prompts.inform(
    `${counted(workers, 'simulated worker comes', 'simulated workers come')} to Local.`,
    stop,
  );
  if (chosen === stop) await local.control('simulate', { stop: run });
}

function countOf(text: string): number | undefined {
  const count = Number(text.trim());
  return Number.isSafeInteger(count) && count >= 1 && count <= 100_000 ? count : undefined;
}
