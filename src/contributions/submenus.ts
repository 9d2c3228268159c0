import type { submenus } from '../ids.ts';
import type { SubmenuContribution } from './command.ts';
import { all, any, gridRows, inAnyView, inPanel, oneRow, onGridRow, onRow } from './when.ts';

export const submenuContributions: Readonly<Record<keyof typeof submenus, SubmenuContribution>> = {
  workers: {
    label: 'Workers',
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('assignment', 'ofWork')), group: '3_modify@7' },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@7' },
    ],
  },
  copyAs: {
    label: 'Copy As',
    menus: [
      {
        menu: 'view/item/context',
        when: all(inAnyView, onRow('hit', 'assignment', 'worker', 'hitType')),
        group: '2_copy@2',
      },
      { menu: 'webview/context', when: any(inPanel('hit'), onGridRow), group: '2_copy@2' },
    ],
  },
  reviewActs: {
    label: 'Review',
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('assignment', 'ofWork')), group: '3_modify@4' },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@4' },
    ],
  },
  openAs: {
    label: 'Open As',
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment'), oneRow), group: '1_open@3' },
      { menu: 'webview/context', when: all(onGridRow, gridRows('one')), group: '1_open@2' },
    ],
  },
  decisionFiles: {
    label: 'Decision File',
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment', 'group')), group: '3_modify@5' },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@5' },
    ],
  },
};
