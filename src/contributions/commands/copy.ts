import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { all, any, inAnyView, inPanel, inSection, onGridRow, onPanelTitle, onRow, someHIT } from '../when.ts';

export const copyCommands = {
  copyId: {
    title: 'Copy ID',
    icon: 'copy',
    palette: someHIT,
    key: { key: 'ctrl+c', mac: 'cmd+c' },
    menus: [
      {
        menu: 'view/item/context',
        when: all(inAnyView, onRow('hit', 'assignment', 'worker', 'hitType')),
        group: '2_copy@1',
      },
      { menu: 'webview/context', when: inPanel('hit'), group: '2_copy@1' },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: '2_copy@1' },
      { menu: 'webview/context', when: onGridRow, group: '2_copy@1' },
    ],
  },
  copyAsJSON: {
    title: 'Copy as JSON',
    icon: 'json',
    palette: someHIT,
    menus: [{ menu: submenus.copyAs, group: '1_copy@1' }],
  },
  copyAsBoto3: {
    title: 'Copy as boto3 Call',
    icon: 'code',
    palette: someHIT,
    menus: [{ menu: submenus.copyAs, group: '1_copy@2' }],
  },
  copyAsAwsCli: {
    title: 'Copy as AWS CLI Command',
    icon: 'terminal',
    palette: someHIT,
    menus: [{ menu: submenus.copyAs, group: '1_copy@3' }],
  },
  copyWorkerLink: {
    title: 'Copy Worker Site Link',
    icon: 'link',
    palette: someHIT,
    menus: [
      {
        menu: submenus.copyAs,
        when: any(inPanel('hit'), inSection('assignment'), onRow('hit', 'assignment', 'hitType')),
        group: '1_copy@4',
      },
    ],
  },
  findInFiles: {
    title: 'Find in Workspace Files',
    icon: 'search',
    palette: someHIT,
    menus: [
      {
        menu: 'view/item/context',
        when: all(inAnyView, onRow('hit', 'assignment', 'worker', 'hitType')),
        group: '2_copy@3',
      },
      { menu: 'webview/context', when: inPanel('hit'), group: '2_copy@3' },
      { menu: 'webview/context', when: onGridRow, group: '2_copy@3' },
    ],
  },
} satisfies Record<string, CommandContribution>;
