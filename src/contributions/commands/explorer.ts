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
  twoRows,
} from '../when.ts';

export const explorerCommands = {
  refresh: {
    title: 'Refresh',
    icon: 'refresh',
    menus: [{ menu: 'view/title', when: inAnyView, group: 'navigation@1' }],
  },
  find: {
    title: 'Find…',
    icon: 'search',
    key: { key: 'shift+alt+f', rows: false },
    menus: [
      { menu: 'view/title', when: inView('hits'), group: 'navigation@4' },
      { menu: 'view/title', when: inView('workers'), group: 'navigation@2' },
    ],
  },
  showMore: {
    title: 'Show More Rows',
    icon: 'ellipsis',
    menus: [{ menu: 'view/title', when: inAnyView, group: '0_arrange@9' }],
  },
  groupHITs: {
    title: 'Group HITs…',
    icon: 'group-by-ref-type',
    menus: [{ menu: 'view/title', when: inView('hits'), group: 'navigation@3' }],
  },
  sortHITs: {
    title: 'Sort HITs…',
    icon: 'sort-precedence',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '0_arrange@1' }],
  },
  filterHITs: {
    title: 'Filter HITs…',
    icon: 'filter',
    menus: [{ menu: 'view/title', when: inView('hits'), group: 'navigation@2' }],
  },
  clearFilter: {
    title: 'Clear HITs Filter',
    icon: 'clear-all',
    enablement: key('hitsFiltered'),
    menus: [{ menu: 'view/title', when: all(inView('hits'), key('hitsFiltered')), group: 'navigation@2' }],
  },
  groupReview: {
    title: 'Group Pending Reviews…',
    icon: 'group-by-ref-type',
    menus: [{ menu: 'view/title', when: inView('review'), group: 'navigation@2' }],
  },
  openReview: {
    title: 'Open Review Grid',
    icon: 'table',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment', 'group')), group: '1_open@2' },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: 'navigation@1' },
    ],
  },
  openWaiting: {
    title: 'Review All Pending',
    icon: 'table',
    palette: someSubmitted,
    menus: [{ menu: 'view/title', when: inView('review'), group: 'navigation@3' }],
  },
  readAllWork: {
    title: 'Read All Work…',
    icon: 'cloud-download',
    menus: [{ menu: 'view/title', when: inView('workers'), group: '0_arrange@1' }],
  },
  readRejections: {
    title: 'Read All Rejections…',
    icon: 'cloud-download',
    menus: [{ menu: 'view/title', when: inView('rejected'), group: '0_arrange@1' }],
  },
  openJson: {
    title: 'Open as JSON',
    icon: 'json',
    palette: someHIT,
    menus: [
      { menu: 'webview/context', when: inPanel('hit'), group: '1_open@2' },
      { menu: submenus.openAs, group: '1_open@2' },
    ],
  },
  compare: {
    title: 'Compare Two…',
    icon: 'diff',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('hit', 'assignment'), twoRows), group: '1_open@4' },
      { menu: 'webview/context', when: all(onGridRow, gridRows('two')), group: '1_open@3' },
    ],
  },
  reveal: {
    title: 'Reveal in HITs View',
    icon: 'list-tree',
    palette: someHIT,
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('review', 'workers', 'rejected'), onRow('hit', 'assignment'), oneRow),
        group: '1_open@5',
      },
      { menu: 'webview/context', when: inPanel('hit'), group: '1_open@1' },
      { menu: 'editor/title', when: onPanelTitle('hit'), group: '1_open@1' },
      { menu: 'webview/context', when: all(onGridRow, gridRows('one')), group: '1_open@4' },
    ],
  },
  openDocumentation: {
    title: 'Open Documentation…',
    icon: 'book',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '3_log@0' }],
  },
  showLog: {
    title: 'Show Log',
    icon: 'output',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '3_log@1' }],
  },
} satisfies Record<string, CommandContribution>;
