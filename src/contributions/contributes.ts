/** The part of `package.json` that VS Code reads, made from the typed source of this folder. The build writes it. */
import {
  documentScheme,
  focusedRowsArgument,
  panels,
  settings,
  submenus,
  taskType,
  viewContainer,
  views,
} from '../ids.ts';
import type { CommandContribution, Placement } from './command.ts';
import { commandContributions } from './commands.ts';
import { settingContributions, settingSections } from './settings.ts';
import { submenuContributions } from './submenus.ts';
import { containerIcon, containerTitle, viewContributions } from './views.ts';
import { walkthrough } from './walkthrough.ts';
import { welcomes } from './welcomes.ts';
import { listHasKeyboard } from './when.ts';

const category = 'MTurk';

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

function declared([id, { title, icon, enablement }]: readonly [string, CommandContribution]) {
  return {
    command: id,
    title,
    category,
    ...(icon !== undefined && { icon: `$(${icon})` }),
    ...(enablement !== undefined && { enablement }),
  };
}

function item(what: MenuItem, { when, group }: Placement): MenuItem {
  return { ...what, ...(when !== undefined && { when }), group };
}

/** By group and place in it, as VS Code shows them: `inline@2` before `1_open@1`, which is before `1_open@10`. */
function byGroup(one: MenuItem, other: MenuItem): number {
  return (one.group ?? '').localeCompare(other.group ?? '', 'en', { numeric: true });
}

function menus(): Record<string, MenuItem[]> {
  const found = new Map<string, MenuItem[]>();
  const put = (menu: string, entry: MenuItem) => found.set(menu, [...(found.get(menu) ?? []), entry]);
  for (const [command, { menus: placements = [] }] of commandContributions)
    for (const placement of placements) put(placement.menu, item({ command }, placement));
  for (const [name, { menus: placements }] of Object.entries(submenuContributions))
    for (const placement of placements)
      put(placement.menu, item({ submenu: submenus[name as keyof typeof submenus] }, placement));
  const placed = [...found].map(([menu, items]) => [menu, items.sort(byGroup)] as const);
  const palette = commandContributions.flatMap(([command, { palette: when }]) =>
    when === undefined ? [] : [{ command, when }],
  );
  return Object.fromEntries([['commandPalette', palette], ...placed.sort(([one], [other]) => (one < other ? -1 : 1))]);
}

function keybindings() {
  return commandContributions.flatMap(([command, { key: keys }]) => {
    if (!keys) return [];
    const { key, mac, rows } = keys;
    const args = rows === false ? {} : { args: focusedRowsArgument };
    return [{ command, key, ...(mac !== undefined && { mac }), when: listHasKeyboard(keys.views), ...args }];
  });
}

/** A command of tasks.json that runs with everything for MTurk led to Local. */
const taskDefinition = {
  type: taskType,
  required: ['command'],
  properties: {
    command: {
      type: 'string',
      description:
        'The command to run. Its Mechanical Turk calls reach Local, whatever address its code uses. Without args, it is a line for the shell.',
    },
    args: { type: 'array', items: { type: 'string' }, description: 'Arguments, passed as they are, without a shell.' },
    cwd: { type: 'string', description: 'The folder that the command runs in.' },
  },
};

export function contributes() {
  return {
    commands: commandContributions.map(declared),
    viewsContainers: { activitybar: [{ id: viewContainer, title: containerTitle, icon: containerIcon }] },
    views: {
      [viewContainer]: (Object.keys(views) as (keyof typeof views)[]).map(name => ({
        id: views[name],
        ...viewContributions[name],
        contextualTitle: containerTitle,
      })),
    },
    walkthroughs: [walkthrough],
    viewsWelcome: welcomes.map(({ view, ...welcome }) => ({ view: views[view], ...welcome })),
    menus: menus(),
    submenus: (Object.keys(submenus) as (keyof typeof submenus)[]).map(name => ({
      id: submenus[name],
      label: submenuContributions[name].label,
    })),
    keybindings: keybindings(),
    languages: [{ id: 'jsonc', extensions: ['.hit.json', '.qual.json'] }],
    jsonValidation: [
      { fileMatch: '*.hit.json', url: './media/hit-definition.schema.json' },
      { fileMatch: '*.qual.json', url: './media/qualification-type.schema.json' },
    ],
    taskDefinitions: [taskDefinition],
    configuration: settingSections.map(({ title, names }) => ({
      title,
      properties: Object.fromEntries(names.map(name => [settings[name], settingContributions[settings[name]]])),
    })),
  };
}

/** What wakes the extension besides its views and commands: panels and documents that VS Code restores. */
export function activationEvents(): string[] {
  return [
    ...Object.values(panels).map(panel => `onWebviewPanel:${panel}`),
    `onFileSystem:${documentScheme}`,
    `onTaskType:${taskType}`,
    // So that the Testing view lists them, and that files are checked as they are opened.
    'workspaceContains:**/*.hit.json',
    'workspaceContains:**/*.qual.json',
  ];
}
