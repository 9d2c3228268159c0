/** A failure told in words: verb, object, reason, what to do; with the commands that help. */
import type { CommandId } from '../ids.ts';

export interface ProblemAction {
  readonly label: string;
  readonly command: CommandId;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly actions: readonly ProblemAction[];

  constructor(message: string, actions: readonly ProblemAction[] = [], cause?: unknown) {
    super(message, { cause });
    this.actions = actions;
  }
}
