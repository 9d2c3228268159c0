/** A list of very many choices: the first of them at once, and as the user types, those that match. */
import * as vscode from 'vscode';
import { Narrowing } from './narrow.ts';
import { messageText } from './plain.ts';
import type { Choice } from './prompts.ts';
import { entryOf } from './steps.ts';

/** Beyond so many, VS Code's own list takes long to show and to search. */
export const longFrom = 300;

/** As many as anybody looks through; more words find the rest. */
const mostShown = 100;

interface Item<T> extends vscode.QuickPickItem {
  /** Missing for the line that tells how many are not shown. */
  readonly choice?: Choice<T>;
}

/** Answers what was chosen: one choice, or with `many` any number of them; undefined when the user walked away. */
export function longPick<T>(
  title: string,
  placeholder: string,
  choices: readonly Choice<T>[],
  many: boolean,
): Promise<readonly T[] | undefined> {
  const narrowing = new Narrowing(choices);
  const box = vscode.window.createQuickPick<Item<T>>();
  /** What is ticked stays, whatever is typed afterwards. */
  let ticked: readonly Choice<T>[] = [];
  let filling = false;

  const fill = () => {
    const { shown, total } = narrowing.find(box.value, mostShown);
    const unticked = shown.filter(choice => !ticked.includes(choice));
    const items = [...ticked, ...unticked].map(choice => itemOf(choice));
    const left = total - shown.length;
    filling = true;
    box.items = left > 0 && !many ? [...items, moreItem(left)] : items;
    const hint = left > 0 ? ` ${total.toLocaleString('en')} match: type words to find one` : '';
    box.placeholder = messageText(placeholder) + hint;
    if (many) box.selectedItems = items.slice(0, ticked.length);
    filling = false;
  };

  box.title = messageText(title);
  box.canSelectMany = many;
  fill();
  return new Promise(resolve => {
    const answer = (chosen: readonly T[] | undefined) => {
      resolve(chosen);
      box.dispose();
    };
    box.onDidChangeValue(fill);
    box.onDidChangeSelection(items => {
      if (many && !filling) ticked = items.flatMap(({ choice }) => choice ?? []);
    });
    box.onDidAccept(() => {
      const chosen = many ? ticked : box.selectedItems.flatMap(({ choice }) => choice ?? []);
      if (chosen.length > 0) answer(chosen.map(({ value }) => value));
    });
    box.onDidHide(() => answer(undefined));
    box.show();
  });
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  // VS Code's own search would hide what was found by several words.
  return { ...entryOf(choice), alwaysShow: true, choice };
}

function moreItem<T>(left: number): Item<T> {
  return {
    label: `$(ellipsis) ${left.toLocaleString('en')} more`,
    description: 'type words to find them',
    alwaysShow: true,
  };
}
