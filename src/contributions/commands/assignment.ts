import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import {
  all,
  any,
  gridRejected,
  inAnyView,
  inSection,
  inView,
  not,
  onGridRow,
  onRow,
  someHIT,
  someRejected,
  someSubmitted,
} from '../when.ts';

export const assignmentCommands = {
  openAnswer: {
    title: 'Open Answer',
    icon: 'code',
    palette: someHIT,
    menus: [{ menu: submenus.openAs, when: any(inSection('assignment'), onRow('assignment')), group: '1_open@1' }],
  },
  approve: {
    title: 'Approve Assignment…',
    icon: 'check',
    palette: someSubmitted,
    key: { key: 'shift+alt+a' },
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('assignment'), onRow('approvable')), group: 'inline@1' },
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review', 'workers'), onRow('assignment', 'ofWork')),
        group: '3_modify@1',
      },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@1' },
    ],
  },
  reverseRejection: {
    title: 'Reverse Rejection…',
    icon: 'discard',
    palette: someRejected,
    menus: [
      {
        menu: 'view/item/context',
        when: all(inView('rejected'), onRow('assignment'), onRow('overridable')),
        group: 'inline@1',
      },
      {
        menu: 'view/item/context',
        when: all(inAnyView, onRow('assignment'), onRow('overridable')),
        group: '3_modify@3',
      },
      { menu: 'webview/context', when: all(onGridRow, gridRejected), group: '3_modify@3' },
    ],
  },
  reject: {
    title: 'Reject Assignment…',
    icon: 'close',
    palette: someSubmitted,
    key: { key: 'shift+alt+r' },
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('assignment'), onRow('rejectable')), group: 'inline@2' },
      {
        menu: 'view/item/context',
        when: all(inView('hits', 'review', 'workers'), onRow('assignment', 'ofWork')),
        group: '9_destructive@1',
      },
      { menu: 'webview/context', when: onGridRow, group: '9_destructive@1' },
    ],
  },
  sendBonus: {
    title: 'Send Bonus…',
    icon: 'gift',
    palette: someHIT,
    key: { key: 'shift+alt+b' },
    menus: [
      { menu: 'view/item/context', when: all(inAnyView, onRow('assignment', 'ofWork')), group: '3_modify@2' },
      { menu: 'webview/context', when: onGridRow, group: '3_modify@2' },
    ],
  },
  approveWithMessage: {
    title: 'Approve with Message…',
    icon: 'comment',
    palette: someSubmitted,
    menus: [{ menu: submenus.reviewActs, when: not(inView('rejected')), group: '1_review@1' }],
  },
  reverseWithMessage: {
    title: 'Reverse Rejection with Message…',
    icon: 'comment-discussion',
    palette: someRejected,
    menus: [{ menu: submenus.reviewActs, when: any(onRow('overridable'), gridRejected), group: '1_review@2' }],
  },
  editNote: {
    title: 'Edit Note…',
    icon: 'note',
    palette: someHIT,
    menus: [{ menu: submenus.reviewActs, group: '2_private@2' }],
  },
  markAssignments: {
    title: 'Mark…',
    icon: 'star',
    palette: someHIT,
    menus: [{ menu: submenus.reviewActs, group: '2_private@1' }],
  },
  softReject: {
    title: 'Soft Reject…',
    icon: 'circle-slash',
    palette: someSubmitted,
    menus: [{ menu: submenus.reviewActs, when: not(inView('rejected')), group: '9_destructive@1' }],
  },
  copyExclusion: {
    title: 'Copy Exclusion Requirement',
    icon: 'copy',
  },
  manageReasons: {
    title: 'Manage Rejection Reasons…',
    icon: 'edit',
  },
} satisfies Record<string, CommandContribution>;
