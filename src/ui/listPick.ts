/** Lists that VS Code's own don't do: of very many choices, shown as they match what is typed; and of choices to tick. */
import * as vscode from 'vscode';
import type { Choice } from './choices.ts';
import { Narrowing } from './narrow.ts';
import { messageText } from './plain.ts';
import { entryOf } from './steps.ts';

/** Beyond so many, VS Code's own list takes long to show and to search. */
export const longFrom = 300;

/** As many as anybody looks through; more words find the rest. */
const mostShown = 100;

const nothingTicked = 'tick at least one';

interface Item<T> extends vscode.QuickPickItem {
  /** Missing for the line that says how many are not shown. */
  readonly choice?: Choice<T>;
}

/** Answers what was chosen: one choice, or with `many` any number of them; undefined when the user walked away. */
export function listPick<T>(
  title: string,
  placeholder: string,
  choices: readonly Choice<T>[],
  many: boolean,
): Promise<readonly T[] | undefined> {
  const long = choices.length >= longFrom;
  const narrowing = new Narrowing(choices);
  const box = vscode.window.createQuickPick<Item<T>>();
  /** What is ticked stays, whatever is typed afterwards. */
  let ticked: readonly Choice<T>[] = many ? choices.filter(({ picked }) => picked) : [];
  let filling = false;

  const fill = () => {
    const { shown, total } = narrowing.find(box.value, long ? mostShown : choices.length);
    const unticked = shown.filter(choice => !ticked.includes(choice));
    const items = [...ticked, ...unticked].map(choice => itemOf(choice));
    const left = total - shown.length;
    filling = true;
    box.items = left > 0 && !many ? [...items, moreItem(left)] : items;
    const hint = left > 0 ? ` ${total.toLocaleString('en')} match: type words to find one` : '';
    box.placeholder = messageText(placeholder) + hint;
    if (many) {
      box.selectedItems = items.slice(0, ticked.length);
      // VS Code gives none of a list to tick the focus.
      box.activeItems = items.slice(unticked.length > 0 ? ticked.length : 0).slice(0, 1);
    }
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
      if (!many || filling) return;
      ticked = items.flatMap(({ choice }) => choice ?? []);
      if (ticked.length > 0) box.title = messageText(title);
    });
    box.onDidAccept(() => {
      const chosen = many ? ticked : box.selectedItems.flatMap(({ choice }) => choice ?? []);
      if (chosen.length > 0) answer(chosen.map(({ value }) => value));
      // Enter with nothing ticked would end the command without a word.
      else if (many) box.title = `${messageText(title)}: ${nothingTicked}`;
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
