import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { all, inView, not, onRow } from '../when.ts';

const onWorker = all(inView('workers', 'qualifications'), onRow('worker'));

export const workerCommands = {
  sendMessage: {
    title: 'Send Message…',
    icon: 'mail',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@1' },
      { menu: submenus.workers, group: '1_contact@1' },
    ],
  },
  inviteWorkers: {
    title: 'Invite Again…',
    icon: 'person-add',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@5' },
      { menu: submenus.workers, group: '1_contact@2' },
    ],
  },
  payWithoutAssignment: {
    title: 'Pay a Worker Without an Assignment…',
    icon: 'credit-card',
    menus: [{ menu: 'view/item/context', when: all(onWorker, not('listMultiSelection')), group: '3_modify@6' }],
  },
  addWorkerNote: {
    title: 'Add Worker Note…',
    icon: 'note',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '3_modify@7' },
      { menu: submenus.workers, group: '3_modify@2' },
    ],
  },
  excludeWorkers: {
    title: 'Exclude from Future HITs…',
    icon: 'circle-slash',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '9_destructive@1' },
      { menu: submenus.workers, group: '9_destructive@1' },
    ],
  },
  blockWorkers: {
    title: 'Block Workers…',
    icon: 'error',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '9_destructive@2' },
      { menu: submenus.workers, group: '9_destructive@2' },
    ],
  },
  unblockWorkers: {
    title: 'Unblock Workers…',
    icon: 'pass',
    menus: [
      { menu: 'view/item/context', when: onWorker, group: '9_destructive@3' },
      { menu: submenus.workers, group: '9_destructive@3' },
    ],
  },
  showMessages: {
    title: 'Show Messages',
    icon: 'mail-read',
  },
} satisfies Record<string, CommandContribution>;
