/** A failure in words for the user: verb, object, reason, what to do; with the commands that help. */
import type { CommandId } from '../ids.ts';

export interface CommandErrorAction {
  readonly label: string;
  readonly command: CommandId;
}

export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly actions: readonly CommandErrorAction[];

  constructor(message: string, actions: readonly CommandErrorAction[] = [], cause?: unknown) {
    super(message, { cause });
    this.actions = actions;
  }
}
