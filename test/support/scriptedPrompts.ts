/** Answers the workbench's questions from a script, and keeps what was asked and said. */
import { EventEmitter, once } from 'node:events';
import type * as vscode from 'vscode';
import type { Choice, Confirmation, InputRequest, Prompts } from '../../src/ui/prompts.ts';
import type { InputStep, PickStep } from '../../src/ui/steps.ts';
import { type Back, back } from '../../src/ui/wizard.ts';

/** A label to pick, a text to type (checked as while typing), a yes, or walking away. */
export type Answer =
  | { readonly pick: RegExp }
  | { readonly type: string }
  /** The text that stands in the box already. */
  | { readonly accept: true }
  /** `before` happens while the question stands. */
  | { readonly confirm: boolean; readonly before?: () => Promise<unknown> }
  | { readonly press: RegExp }
  /** A file, in the dialog for saving or opening one. */
  | { readonly file: vscode.Uri }
  /** The back button of a wizard. */
  | { readonly back: true }
  | { readonly leave: true };

interface Said {
  readonly kind: 'inform' | 'warn' | 'reportError' | 'confirm';
  readonly message: string;
}

export class ScriptedPrompts implements Prompts {
  readonly said: Said[] = [];
  /** What `check` said to a typed answer; such an answer counts as walking away. */
  readonly objections: string[] = [];
  /** What a typed answer was said to become. */
  readonly previews: string[] = [];
  /** The labels of each list that was shown. */
  readonly offers: (readonly string[])[] = [];
  /** The addresses that were opened in the browser. */
  readonly browsed: string[] = [];
  readonly #answers: Answer[];
  readonly #events = new EventEmitter();

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  /** The answers that nobody asked for. */
  get unused(): readonly Answer[] {
    return this.#answers;
  }

  /** Resolves when every answer was asked for, or after a minute: a question can come after its command has ended. */
  async exhausted(): Promise<void> {
    const patience = AbortSignal.timeout(60_000);
    while (this.#answers.length > 0 && !patience.aborted)
      await once(this.#events, 'taken', { signal: patience }).catch(() => undefined);
  }

  /** Resolves with the message of a kind that matches, said already or within a minute. */
  async heard(kind: Said['kind'], pattern: RegExp): Promise<string> {
    const patience = AbortSignal.timeout(60_000);
    for (;;) {
      const found = this.said.find(each => each.kind === kind && pattern.test(each.message));
      if (found) return found.message;
      if (patience.aborted) throw new Error(`Nothing like ${pattern} was said, but: ${JSON.stringify(this.said)}`);
      await once(this.#events, 'said', { signal: patience }).catch(() => undefined);
    }
  }

  async pick<T>(title: string, _placeholder: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    return this.#pick(title, choices)[0];
  }

  async pickMany<T>(
    title: string,
    _placeholder: string,
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined> {
    const picked = this.#pick(title, choices);
    return picked.length > 0 ? picked : undefined;
  }

  async input(request: InputRequest): Promise<string | undefined> {
    const answer = this.#next(`input ${request.title}: ${request.prompt}`);
    const text = 'accept' in answer ? (request.value ?? '') : 'type' in answer ? answer.type : undefined;
    if (text === undefined) return undefined;
    const objection = request.check?.(text);
    const preview = request.preview?.(text);
    if (objection === undefined && preview !== undefined) this.previews.push(preview);
    if (objection === undefined) return text;
    this.objections.push(objection);
    return undefined;
  }

  async pickStep<T>({ position, choices, typed }: PickStep<T>): Promise<T | Back | undefined> {
    const [next] = this.#answers;
    if (typed && next && 'type' in next) {
      this.offers.push(choices.map(({ label }) => label));
      this.#taken();
      return typed(next.type);
    }
    return this.#goesBack(position) ? back : this.#pick(stepTitle(position), choices)[0];
  }

  async inputStep({ position, ...request }: InputStep): Promise<string | Back | undefined> {
    return this.#goesBack(position) ? back : this.input({ ...request, title: stepTitle(position) });
  }

  async confirm(confirmation: Confirmation): Promise<boolean> {
    return (await this.decide(confirmation)) === confirmation.action;
  }

  async decide({ message, detail, action }: Confirmation, ...alternatives: string[]): Promise<string | undefined> {
    this.#say('confirm', [message, detail].filter(Boolean).join('\n'));
    const answer = this.#next(`confirm ${message}`);
    if ('press' in answer) return alternatives.find(each => answer.press.test(each));
    if (!('confirm' in answer)) return undefined;
    await answer.before?.();
    return answer.confirm ? action : undefined;
  }

  async saveFile({ title }: { readonly title: string }): Promise<vscode.Uri | undefined> {
    return this.#file(`save ${title}`);
  }

  async openFile({ title }: { readonly title: string }): Promise<vscode.Uri | undefined> {
    return this.#file(`open ${title}`);
  }

  async openMany({ title }: { readonly title: string }): Promise<readonly vscode.Uri[] | undefined> {
    const file = this.#file(`open ${title}`);
    return file && [file];
  }

  #file(question: string): vscode.Uri | undefined {
    const answer = this.#next(question);
    return 'file' in answer ? answer.file : undefined;
  }

  inform(message: string, ...actions: string[]): Promise<string | undefined> {
    return this.#tell('inform', message, actions);
  }

  warn(message: string, ...actions: string[]): Promise<string | undefined> {
    return this.#tell('warn', message, actions);
  }

  reportError(message: string, ...actions: string[]): Promise<string | undefined> {
    return this.#tell('reportError', message, actions);
  }

  async browse(address: string): Promise<void> {
    this.browsed.push(address);
  }

  async #tell(kind: Said['kind'], message: string, actions: readonly string[]): Promise<string | undefined> {
    this.#say(kind, message);
    const [next] = this.#answers;
    if (!next || !('press' in next)) return undefined;
    const { press } = next;
    const action = actions.find(each => press.test(each));
    // A warning of auto-approval comes at its own time, and is not what the answer is for.
    if (!action && / without your review soon/.test(message)) return undefined;
    this.#taken();
    if (!action) throw new Error(`“${message}” offers no ${press}, only ${actions.join(', ')}`);
    return action;
  }

  #goesBack({ canGoBack, title }: PickStep<unknown>['position']): boolean {
    const [next] = this.#answers;
    if (!next || !('back' in next)) return false;
    if (!canGoBack) throw new Error(`“${title}” offers no way back`);
    this.#taken();
    return true;
  }

  #pick<T>(title: string, choices: readonly Choice<T>[]): T[] {
    this.offers.push(choices.map(({ label }) => label));
    const answer = this.#next(`pick ${title}`);
    if (!('pick' in answer)) return [];
    const picked = choices.filter(({ label, description = '', detail = '' }) =>
      answer.pick.test(`${label} ${description} ${detail}`),
    );
    if (picked.length === 0)
      throw new Error(
        `“${title}” offers no ${answer.pick}, only ${choices
          .map(({ label }) => label)
          .join(', ')
          .slice(0, 500)}`,
      );
    return picked.map(({ value }) => value);
  }

  #next(question: string): Answer {
    const answer = this.#taken();
    if (!answer) throw new Error(`nobody expected to be asked: ${question}`);
    return answer;
  }

  #taken(): Answer | undefined {
    const answer = this.#answers.shift();
    this.#events.emit('taken');
    return answer;
  }

  #say(kind: Said['kind'], message: string): void {
    this.said.push({ kind, message });
    this.#events.emit('said');
  }
}

function stepTitle({ title, step, total }: PickStep<unknown>['position']): string {
  return `${title} (${step}/${total})`;
}
