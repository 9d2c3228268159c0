import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { all, gridRows, inAnyView, inView, key, oneRow, onGridRow, onRow, someHIT } from '../when.ts';

export const hitCommands = {
  openHIT: {
    title: 'Open HIT',
    icon: 'go-to-file',
    palette: someHIT,
    key: { key: 'ctrl+enter', mac: 'cmd+enter' },
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit')), group: 'inline@1' },
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment'), oneRow), group: '1_open@1' },
      { menu: 'webview/context', when: all(onGridRow, gridRows('one')), group: '1_open@1' },
    ],
  },
  refreshHIT: {
    title: 'Refresh Row',
    icon: 'refresh',
    palette: someHIT,
    key: { key: 'shift+alt+u' },
    menus: [
      {
        menu: 'view/item/context',
        when: all(inAnyView, onRow('hit', 'assignment', 'worker', 'group')),
        group: '2_copy@4',
      },
      { menu: 'webview/context', when: onGridRow, group: '2_copy@4' },
    ],
  },
  simulateOnHIT: {
    title: 'Simulate Workers on HIT…',
    icon: 'organization',
    enablement: key('localRunning'),
    palette: all(someHIT, key('localActive')),
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review'), onRow('hit', 'ofHITs'), key('localRunning'), key('localActive')),
        group: '4_local@1',
      },
    ],
  },
  openQuestion: {
    title: 'Open Question',
    icon: 'code',
    palette: someHIT,
    menus: [{ menu: submenus.openAs, when: onRow('hit'), group: '1_open@1' }],
  },
  registerHITType: {
    title: 'Register HIT Type…',
    icon: 'symbol-class',
  },
  extendHIT: {
    title: 'Extend HIT…',
    icon: 'add',
    palette: someHIT,
    key: { key: 'shift+alt+e' },
    menus: [
      { menu: 'view/item/context', when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')), group: '3_modify@1' },
    ],
  },
  expireHIT: {
    title: 'Expire HIT…',
    icon: 'stop-circle',
    palette: someHIT,
    key: { key: 'shift+alt+x' },
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')),
        group: '9_destructive@1',
      },
    ],
  },
  deleteHIT: {
    title: 'Delete HIT…',
    icon: 'trash',
    palette: someHIT,
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')),
        group: '9_destructive@2',
      },
    ],
  },
} satisfies Record<string, CommandContribution>;
