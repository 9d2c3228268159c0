/** The boxes of a wizard in the window: a list or a line, with step numbers and a back button. */
import * as vscode from 'vscode';
import type { Choice, InputRequest } from './choices.ts';
import { labelText, messageText } from './plain.ts';
import { typedRow } from './typedRow.ts';
import { type Back, back, type Position } from './wizard.ts';

export interface PickStep<T> {
  readonly position: Position;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** Which choice the list starts at. */
  readonly active?: (value: T) => boolean;
  /** What a typed text is, where one can stand in place of a choice. Enter takes it as it is where no choice has the text. */
  readonly typed?: (text: string) => T;
  /** The choice to type something, which goes as soon as something is typed. */
  readonly blank?: T;
}

export interface InputStep extends Omit<InputRequest, 'title'> {
  readonly position: Position;
}

interface Entry<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A choice as VS Code draws it. */
export function entryOf<T>({ label, icon, description, detail, picked, value }: Choice<T>): Entry<T> {
  return {
    label: icon === undefined ? labelText(label) : `$(${icon}) ${labelText(label)}`,
    ...(description === undefined ? {} : { description: labelText(description) }),
    ...(detail === undefined ? {} : { detail: labelText(detail, longestDetail) }),
    ...(picked === undefined ? {} : { picked }),
    value,
  };
}

/** Characters: its own line below the label. */
const longestDetail = 500;

export function showPickStep<T>({
  position,
  placeholder,
  choices,
  active,
  typed,
  blank,
}: PickStep<T>): Promise<T | Back | undefined> {
  const box = vscode.window.createQuickPick<Entry<T>>();
  box.placeholder = messageText(placeholder);
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  const entries = choices.map(entryOf);
  box.items = entries;
  const first = entries.find(({ value }) => active?.(value)) ?? entries[0];
  // An empty list of active rows would leave none with the focus.
  if (first) box.activeItems = [first];
  if (typed)
    box.onDidChangeValue(text => {
      const own = { ...entryOf({ label: text, description: 'as typed', value: typed(text) }), alwaysShow: true };
      const others = entries.filter(({ value }) => value !== blank);
      // At the end, where it moves no other: VS Code names rows by their places, also those of the list before.
      box.items = text.trim() === '' ? entries : [...others, own];
      if (text.trim() !== '') box.activeItems = [typedRow(others, text) ?? own];
    });
  return shown(box, position, answer =>
    box.onDidAccept(() => {
      const [chosen] = box.selectedItems;
      if (chosen) answer(chosen.value);
      // Enter may come before what was typed has its row. Elsewhere it chooses nothing then, and the question stays.
      else if (typed && box.value.trim() !== '') answer(typed(box.value));
    }),
  );
}

export function showInputStep({ position, ...request }: InputStep): Promise<string | Back | undefined> {
  const box = vscode.window.createInputBox();
  const { prompt, value = '', placeholder, secret = false, check = () => undefined, preview } = request;
  box.prompt = messageText(prompt);
  box.value = value;
  box.placeholder = placeholder === undefined ? undefined : messageText(placeholder);
  box.password = secret;
  const object = (objection: string | undefined) => {
    box.validationMessage = objection === undefined ? undefined : messageText(objection);
  };
  // An empty box is no mistake yet; Enter decides.
  const look = (text: string) => {
    const objection = text === '' ? undefined : check(text);
    const shown = objection === undefined ? preview?.(text) : undefined;
    if (shown === undefined) object(objection);
    else box.validationMessage = { message: messageText(shown), severity: vscode.InputBoxValidationSeverity.Info };
  };
  box.onDidChangeValue(look);
  if (value !== '') look(value);
  return shown(box, position, answer =>
    box.onDidAccept(() => {
      const objection = check(box.value);
      if (objection === undefined) answer(box.value);
      else object(objection);
    }),
  );
}

interface Box extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

function shown<T>(box: Box, position: Position, listen: (answer: (value: T | undefined) => void) => void) {
  return new Promise<T | Back | undefined>(resolve => {
    const answer = (value: T | Back | undefined) => {
      resolve(value);
      box.dispose();
    };
    box.title = messageText(position.title);
    // A question alone is no step of anything.
    if (position.total > 1) {
      box.step = position.step;
      box.totalSteps = position.total;
    }
    box.ignoreFocusOut = true;
    box.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    box.onDidTriggerButton(button => {
      if (button === vscode.QuickInputButtons.Back) answer(back);
    });
    box.onDidHide(() => answer(undefined));
    listen(answer);
    box.show();
  });
}
