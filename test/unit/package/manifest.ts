/** package.json, as far as the tests of contributions read it. */
import { readFileSync } from 'node:fs';

interface MenuEntry {
  command?: string;
  submenu?: string;
  when?: string;
  group?: string;
}
interface Manifest {
  main: string;
  activationEvents: string[];
  engines: { vscode: string };
  contributes: {
    commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    views: Record<string, { id: string; icon: string }[]>;
    walkthroughs: {
      steps: { id: string; description: string; completionEvents: string[]; media: { svg: string } }[];
    }[];
    viewsWelcome: { view: string; when: string; contents: string }[];
    menus: Record<string, MenuEntry[]>;
    submenus: { id: string; label: string }[];
    keybindings: { command: string; key: string; mac?: string; when: string; args?: unknown }[];
    configuration: { properties: Record<string, unknown> }[];
  };
}

export const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
export const { contributes } = manifest;

export const menuEntries = Object.entries(contributes.menus).flatMap(([menu, entries]) =>
  entries.map(entry => ({ menu, ...entry })),
);
export const whens = [
  ...menuEntries.map(entry => entry.when ?? ''),
  ...contributes.viewsWelcome.map(entry => entry.when),
  ...contributes.commands.map(entry => entry.enablement ?? ''),
  ...contributes.keybindings.map(entry => entry.when),
];
