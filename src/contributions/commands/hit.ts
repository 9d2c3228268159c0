import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import {
  all,
  gridRows,
  inAnyView,
  inPanel,
  inView,
  key,
  oneRow,
  onGridRow,
  onPanelTitle,
  onRow,
  someHIT,
  someSubmitted,
} from '../when.ts';

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
  approveAllPending: {
    title: 'Approve All Pending…',
    icon: 'check-all',
    palette: someSubmitted,
    menus: [
      { menu: 'view/item/context', when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')), group: '3_modify@0' },
      { menu: 'webview/context', when: inPanel('hit'), group: '3_modify@1' },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: 'navigation@2' },
    ],
  },
  extendHIT: {
    title: 'Extend HIT…',
    icon: 'add',
    palette: someHIT,
    key: { key: 'shift+alt+e' },
    menus: [
      { menu: 'view/item/context', when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')), group: '3_modify@1' },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: 'navigation@3' },
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
      { menu: 'editor/title', when: onPanelTitle('hit'), group: '9_destructive@1' },
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
      { menu: 'editor/title', when: onPanelTitle('hit'), group: '9_destructive@2' },
    ],
  },
  disableHIT: {
    title: 'Disable HIT…',
    icon: 'circle-slash',
    palette: someHIT,
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')),
        group: '9_destructive@3',
      },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: '9_destructive@3' },
    ],
  },
  cleanUp: {
    title: 'Clean Up HITs…',
    icon: 'clear-all',
    palette: someHIT,
    menus: [{ menu: 'view/title', when: all(inView('hits'), key('hitsKnown')), group: '2_cleanUp@1' }],
  },
} satisfies Record<string, CommandContribution>;
