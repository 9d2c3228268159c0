import type { CommandContribution } from '../command.ts';
import { all, inAnyView, inView, onGridRow, onRow, someHIT } from '../when.ts';

export const resultsCommands = {
  openDashboard: {
    title: 'Open Dashboard',
    icon: 'graph',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment', 'group')), group: '1_open@6' },
    ],
  },
  exportResults: {
    title: 'Export Results…',
    icon: 'export',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment', 'group')), group: '3_modify@6' },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@6' },
    ],
  },
  appendResults: {
    title: 'Append New Results…',
    icon: 'new-file',
    palette: someHIT,
    menus: [{ menu: 'view/title', when: inView('hits'), group: '2_results@2' }],
  },
  matchDataFiles: {
    title: 'Match Data Files…',
    icon: 'link',
    palette: someHIT,
    menus: [{ menu: 'view/title', when: inView('hits'), group: '2_results@3' }],
  },
} satisfies Record<string, CommandContribution>;
