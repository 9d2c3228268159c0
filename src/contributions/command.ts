/** The shape of a command's contribution: the command names its own places in menus, its key and when the palette offers it. */
import type { submenus, views } from '../ids.ts';

type Menu =
  | 'editor/title'
  | 'editor/title/context'
  | 'explorer/context'
  | 'view/title'
  | 'view/item/context'
  | 'webview/context'
  | (typeof submenus)[keyof typeof submenus];

export interface Placement {
  readonly menu: Menu;
  /** Always, if absent. */
  readonly when?: string;
  /** The group and the place in it: `1_open@2`. */
  readonly group: string;
}

interface Keys {
  readonly key: string;
  readonly mac?: string;
  /** The views whose lists it works in; all with rows, if absent. */
  readonly views?: readonly (keyof typeof views)[];
  /** Whether it works on the rows with the focus or the selection; yes, if absent. */
  readonly rows?: false;
}

export interface CommandContribution {
  readonly title: string;
  /** The codicon's name. */
  readonly icon?: string;
  /** When it can be used at all. VS Code hides it from the palette and greys it in menus otherwise. */
  readonly enablement?: string;
  /** When the palette offers it; always, if absent. A command that needs a target names the state in which one exists. */
  readonly palette?: string;
  readonly key?: Keys;
  readonly menus?: readonly Placement[];
}

export interface SubmenuContribution {
  readonly label: string;
  readonly menus: readonly Placement[];
}
