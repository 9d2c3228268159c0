import type { CommandContribution } from '../command.ts';
import { inView } from '../when.ts';

export const profileCommands = {
  addProfile: {
    title: 'Add Profile…',
    icon: 'add',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@1' }],
  },
  switchProfile: {
    title: 'Switch Profile…',
    icon: 'arrow-swap',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@0' }],
  },
  profileMenu: {
    title: 'Manage Profile, Local, and Terminals…',
    icon: 'menu',
  },
  editProfile: {
    title: 'Edit Profile…',
    icon: 'edit',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@2' }],
  },
  checkProfile: {
    title: 'Check Profile',
    icon: 'pass',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@3' }],
  },
  copySnippet: {
    title: 'Copy Connection Snippet…',
    icon: 'code',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@5' }],
  },
  removeProfile: {
    title: 'Remove Profile…',
    icon: 'trash',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '1_profile@9' }],
  },
} satisfies Record<string, CommandContribution>;
