/**
 * Foreign expressions and foreign pages in bounded time. One regular expression or one page can keep a program busy for ever, and
 * no other code of the process runs meanwhile: only the engine itself can end it.
 */
import { createContext, Script } from 'node:vm';
import type { FormatMatcher } from '../mturk/formAnswers.ts';

class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

const given: { work?: (() => void) | undefined } = Object.create(null);
let running: ((timeout: number) => void) | undefined;

/** Made when it is first needed: a context takes time, and most services start and end without. */
function makeRunning(): (timeout: number) => void {
  const context = createContext(given);
  const script = new Script('work()');
  return timeout => void script.runInContext(context, { timeout });
}

/**
 * Runs work for so many ms at most, then ends it wherever it is; throws OutOfTime. The work must be a pure computation: none of
 * its `finally` blocks runs when it is ended. Throws what the work throws.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  const outer = given.work;
  let outcome: { readonly value: T } | undefined;
  given.work = () => {
    outcome = { value: work() };
  };
  try {
    running ??= makeRunning();
    running(Math.max(1, Math.floor(milliseconds)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new OutOfTime(`it took more than ${Math.floor(milliseconds)} ms`);
    throw error;
  } finally {
    given.work = outer;
  }
  if (!outcome) throw new Error('bounded work did not run');
  return outcome.value;
}

/** Processor time that several computations share: on a busy machine nobody gets less than on a quiet one. */
interface TimeBudget {
  /**
   * Runs a pure computation, perhaps more than once, for so many ms at most; undefined when it found no end, when it failed, and
   * when all is used up.
   */
  run<T>(most: number, work: () => T): T | undefined;
  isUsedUp(): boolean;
}

const attempts = 20;

/** ms that this process has had. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Starts with so many ms. */
export function timeBudget(milliseconds: number): TimeBudget {
  let left = milliseconds;
  return {
    isUsedUp: () => left < 1,
    run: (most, work) => {
      const bound = Math.min(most, left);
      for (let attempt = 0; attempt < attempts && left >= 1; attempt++) {
        const start = processorTime();
        try {
          return withinTime(bound, work);
        } catch (error) {
          // A process that did not run meanwhile has proved nothing.
          if (!(error instanceof OutOfTime) || processorTime() - start > bound / 2) return undefined;
        } finally {
          left -= processorTime() - start;
        }
      }
      return undefined;
    },
  };
}

/** ms for one expression on one text, and for all of one submission together. */
const oneMatch = 100;
const allMatches = 500;

/** Whether a text matches an expression. */
export type Matcher = (expression: string, flags: string, text: string) => boolean;

/**
 * A matcher for the expressions of one submission, which share their time. What isn't an expression of JavaScript's, what finds
 * no end, and what comes when the time is used up asks for nothing.
 */
export function createMatcher(budget: TimeBudget = timeBudget(allMatches)): Matcher {
  return (expression, flags, text) => budget.run(oneMatch, () => new RegExp(expression, flags).test(text)) ?? true;
}

/** The same for the formats of a QuestionForm. */
export function formatMatcher(matches: Matcher = createMatcher()): FormatMatcher {
  return ({ regex, ignoreCase }, text) => matches(regex, ignoreCase ? 'i' : '', text);
}
