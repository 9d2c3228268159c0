/** Questions one after the other, with a way back to each. Knows no window: who asks is given. */

/** The answer of who wants the question before. */
export const back: unique symbol = Symbol.for('mturk.wizard.back');
export type Back = typeof back;

/** Where a question is in its wizard. */
export interface Position {
  readonly title: string;
  /** The stage, from 1. */
  readonly step: number;
  /** The number of stages: the same for all questions, whatever is answered. */
  readonly total: number;
  readonly canGoBack: boolean;
}

export interface WizardStep<State> {
  /** Which stage of the wizard the question belongs to, from 1. What one answer brings up belongs to the stage of that answer. */
  readonly stage: number;
  /** Whether the question is asked at all, by what was answered so far. */
  readonly applies?: (state: State) => boolean;
  /** Asks, and answers what it adds to the state; `undefined` ends the wizard. */
  readonly ask: (state: State, position: Position) => Promise<Partial<State> | Back | undefined>;
}

/** Walks through the steps that apply. Answers the state at the end, or nothing when the user walks away. */
export async function runWizard<State>(
  title: string,
  steps: readonly WizardStep<State>[],
  initial: State,
): Promise<State | undefined> {
  let state = initial;
  const asked: WizardStep<State>[] = [];
  const total = Math.max(...steps.map(({ stage }) => stage));
  let current = nextStep(steps, undefined, state);
  while (current) {
    const position = { title, step: current.stage, total, canGoBack: asked.length > 0 };
    const answer = await current.ask(state, position);
    if (answer === undefined) return undefined;
    if (answer === back) {
      const previous = asked.pop();
      // What was answered stays, so that the question before shows it; it is asked anew all the same.
      if (previous) current = previous;
      continue;
    }
    asked.push(current);
    state = { ...state, ...answer };
    current = nextStep(steps, current, state);
  }
  return state;
}

function nextStep<State>(
  steps: readonly WizardStep<State>[],
  after: WizardStep<State> | undefined,
  state: State,
): WizardStep<State> | undefined {
  return steps.slice(after ? steps.indexOf(after) + 1 : 0).find(step => step.applies?.(state) ?? true);
}

/** What an answer adds to the state; going back and leaving pass through. */
export function withAnswer<T extends string | boolean, State>(
  answer: T | Back | undefined,
  use: (value: T) => Partial<State>,
): Partial<State> | Back | undefined {
  return answer === undefined || answer === back ? answer : use(answer as T);
}
