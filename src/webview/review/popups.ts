/** What opens above the grid: what can be done with a column, which columns show, how rows are grouped, the keys. */
import type { DirectiveResult } from 'lit/directive.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Grouping, groupings } from '../../review/arrangeRows.ts';
import { icon } from '../base/controls.ts';
import { initially } from '../base/initially.ts';
import { placed } from '../base/placement.ts';
import type { Child } from '../base/templateChild.ts';
import { foreign } from '../base/visibleText.ts';
import { mostPinned, moved, ordered, pinsAreFull, pinToggled, resized, toggled, widthOf } from './columnLayout.ts';
import type { GridModel, GridPreferences } from './gridModel.ts';

export type Popup =
  | { readonly kind: 'column'; readonly id: string; readonly left: number; readonly top: number }
  | { readonly kind: 'columns' | 'group' | 'keys' };

export interface PopupContext {
  readonly model: GridModel;
  readonly wish: (part: Partial<GridPreferences>) => void;
  readonly close: () => void;
}

/** Each popup has its own element: what was typed into one is not in the next. */
export function popupBox(popup: Popup, context: PopupContext): DirectiveResult {
  switch (popup.kind) {
    case 'column':
      return keyed(`column ${popup.id}`, box('Column', columnContent(popup.id, context), popup));
    case 'columns':
      return keyed('columns', box('Columns', columnsContent(context)));
    case 'group':
      return keyed('group', box('Group rows', groupContent(context)));
    case 'keys':
      return keyed('keys', box('Keys', keysContent()));
  }
}

function box(label: string, content: Child, at?: { left: number; top: number }): TemplateResult {
  const place = at ? { left: at.left, top: at.top } : {};
  return html`<div
    class=${`popup ${at ? 'at' : 'corner'}`} role="dialog" aria-label=${label} tabindex="-1" ${placed(place)}
  >${content}</div>`;
}

interface Item {
  readonly key: string;
  readonly label: string;
  readonly icon?: string | undefined;
  readonly pressed?: boolean;
  /** Why it can't be chosen now. */
  readonly forbidden?: string | undefined;
  readonly press: () => void;
}

function items(all: readonly Item[]): TemplateResult {
  return html`<ul>${repeat(all, ({ key }) => key, item)}</ul>`;
}

function item({ label, icon: name, pressed, forbidden, press }: Item): TemplateResult {
  return html`<li><button
    type="button"
    class="item"
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-disabled=${forbidden === undefined ? nothing : 'true'}
    title=${forbidden ?? nothing}
    @click=${() => forbidden === undefined && press()}
  ><span class="slot">${name === undefined ? nothing : icon(name)}</span>${foreign(label)}</button></li>`;
}

function columnContent(id: string, { model, wish, close }: PopupContext): Child {
  const { preferences, allColumns } = model;
  const column = allColumns.find(each => each.id === id);
  if (!column) return undefined;
  const { layout } = preferences;
  const then = (part: Partial<GridPreferences>) => () => {
    wish(part);
    close();
  };
  const width = widthOf(column, layout);
  const pinned = layout.pinned.includes(id);
  const movable = model.columns[0]?.id !== id;
  const search = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { [id]: _, ...others } = preferences.columnSearches;
    wish({ columnSearches: target.value.trim() === '' ? others : { ...others, [id]: target.value } });
  };
  return [
    html`<h2>${foreign(column.label)}</h2>`,
    html`<input
      type="text"
      placeholder=${'>4, =blue, -red, ""'}
      aria-label=${`Filter by ${column.label}`}
      spellcheck="false"
      ${initially({ value: preferences.columnSearches[id] ?? '' })}
      @input=${search}
    />`,
    items([
      {
        key: 'up',
        label: 'Sort Ascending',
        icon: 'arrow-up',
        press: then({ sortings: [{ column: id, descending: false }] }),
      },
      {
        key: 'down',
        label: 'Sort Descending',
        icon: 'arrow-down',
        press: then({ sortings: [{ column: id, descending: true }] }),
      },
      ...(preferences.sortings.length > 0
        ? [{ key: 'unsorted', label: 'Clear Sorting', press: then({ sortings: [] }) }]
        : []),
      ...(movable
        ? [
            {
              key: 'left',
              label: 'Move Left',
              icon: 'arrow-left',
              press: () => wish({ layout: moved(layout, allColumns, id, -1) }),
            },
            {
              key: 'right',
              label: 'Move Right',
              icon: 'arrow-right',
              press: () => wish({ layout: moved(layout, allColumns, id, 1) }),
            },
          ]
        : []),
      { key: 'wider', label: 'Wider', press: () => wish({ layout: resized(layout, id, width + 40) }) },
      { key: 'narrower', label: 'Narrower', press: () => wish({ layout: resized(layout, id, width - 40) }) },
      ...(movable
        ? [
            {
              key: 'pin',
              label: pinned ? 'Unpin Column' : 'Pin Column',
              forbidden:
                pinned || !pinsAreFull(model.columns, layout)
                  ? undefined
                  : `${mostPinned} columns are pinned already. Unpin one first.`,
              icon: pinned ? 'pinned' : 'pin',
              press: then({ layout: pinToggled(layout, id) }),
            },
          ]
        : []),
      ...(movable
        ? [{ key: 'hide', label: 'Hide Column', icon: 'eye-closed', press: then({ layout: toggled(layout, id) }) }]
        : []),
    ]),
  ];
}

function columnsContent({ model, wish }: PopupContext): Child {
  const { layout } = model.preferences;
  return [
    html`<h2>Columns</h2>`,
    items(
      ordered(model.allColumns, layout)
        .slice(1)
        .map(({ id, label }) => {
          const pressed = !layout.hidden.includes(id);
          return {
            key: id,
            label,
            icon: pressed ? 'check' : undefined,
            pressed,
            press: () => wish({ layout: toggled(layout, id) }),
          };
        }),
    ),
  ];
}

const groupingNames: Readonly<Record<Grouping, string>> = {
  none: 'No Grouping',
  type: 'By HIT Type',
  hit: 'By HIT',
  worker: 'By Worker',
};

function groupContent({ model, wish, close }: PopupContext): Child {
  return [
    html`<h2>Group rows</h2>`,
    items(
      groupings.map(grouping => {
        const pressed = model.preferences.grouping === grouping;
        return {
          key: grouping,
          label: groupingNames[grouping],
          icon: pressed ? 'check' : undefined,
          pressed,
          press: () => {
            wish({ grouping });
            close();
          },
        };
      }),
    ),
  ];
}

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['a'], 'Approve'],
  [['r'], 'Reject'],
  [['b'], 'Send a bonus'],
  [['u'], 'Undo: reverse a rejection'],
  [['s', 'Space'], 'Select the row'],
  [['Shift ↑', 'Shift ↓'], 'Select a range'],
  [['Ctrl A'], 'Select all that the filter shows'],
  [['p'], 'Select all pending that the filter shows'],
  [['Esc'], 'Clear the selection'],
  [['Enter'], 'Read the whole assignment; on a column header, open its menu'],
  [['n'], 'Next undecided assignment'],
  [['m'], 'Go to the message below, to undo for example'],
  [['/'], 'Filter'],
  [['o'], 'Open the HIT'],
  [['Ctrl C'], 'Copy the cell, or the selected rows'],
  [['← ↑ ↓ →', 'Page', 'Home', 'End'], 'Move; with Ctrl to the first or the last row'],
  [['Alt ←', 'Alt →'], 'Move the column'],
  [['?'], 'Show these keys'],
];

function keysContent(): Child {
  return html`<h2>Keys</h2><dl>${keys.map(
    ([pressed, does]) => html`<div><dt>${pressed.map(key => html`<kbd>${key}</kbd>`)}</dt><dd>${does}</dd></div>`,
  )}</dl>`;
}

/** Pixels: where the popup of a column opens, below its head and inside the window. */
export function belowHead(grid: HTMLElement, id: string): { readonly left: number; readonly top: number } {
  const head = grid.querySelector<HTMLElement>(`.head [data-column="${CSS.escape(id)}"]`);
  const box = head?.getBoundingClientRect();
  return { left: Math.max(8, Math.min(box?.left ?? 8, window.innerWidth - 268)), top: box?.bottom ?? 60 };
}
