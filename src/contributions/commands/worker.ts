import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { all, inView, not, onRow, someHIT } from '../when.ts';

const onWorker = all(inView('workers', 'qualifications'), onRow('worker'));

export const workerCommands = {
  openWorker: {
    title: 'Open Worker',
    icon: 'person',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: all(onWorker, not('listMultiSelection')), group: '1_open@1' }],
  },
  sendMessage: {
    title: 'Send Message…',
    icon: 'mail',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@1' },
      { menu: submenus.workers, group: '1_contact@1' },
    ],
  },
  inviteWorkers: {
    title: 'Invite Again…',
    icon: 'person-add',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@5' },
      { menu: submenus.workers, group: '1_contact@2' },
    ],
  },
  payWithoutAssignment: {
    title: 'Pay Worker Without Assignment…',
    icon: 'credit-card',
    palette: someHIT,
    menus: [{ menu: 'view/item/context', when: all(onWorker, not('listMultiSelection')), group: '3_modify@6' }],
  },
  addWorkerNote: {
    title: 'Add Worker Note…',
    icon: 'note',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@7' },
      { menu: submenus.workers, group: '3_modify@2' },
    ],
  },
  excludeWorkers: {
    title: 'Exclude from Future HITs…',
    icon: 'circle-slash',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '9_destructive@1' },
      { menu: submenus.workers, group: '9_destructive@1' },
    ],
  },
  excludeWorkersOf: {
    title: 'Exclude Workers of…',
    icon: 'circle-slash',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')), group: '3_modify@8' },
    ],
  },
  blockWorkers: {
    title: 'Block Workers…',
    icon: 'error',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '9_destructive@2' },
      { menu: submenus.workers, group: '9_destructive@2' },
    ],
  },
  unblockWorkers: {
    title: 'Unblock Workers…',
    icon: 'pass',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@8' },
      { menu: submenus.workers, group: '3_modify@3' },
    ],
  },
  showMessages: {
    title: 'Show Messages',
    icon: 'mail-read',
  },
} satisfies Record<string, CommandContribution>;
