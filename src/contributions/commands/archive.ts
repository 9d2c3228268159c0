import type { CommandContribution } from '../command.ts';
import { inView } from '../when.ts';

export const archiveCommands = {
  importFiles: {
    title: 'Import…',
    icon: 'cloud-download',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '5_archive@1' }],
  },
  openArchive: {
    title: 'Open Archive…',
    icon: 'archive',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '5_archive@2' }],
  },
  archiveAccount: {
    title: 'Archive Account…',
    icon: 'save-all',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '5_archive@3' }],
  },
  verifyArchive: {
    title: 'Verify Archive…',
    icon: 'verified',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '5_archive@4' }],
  },
} satisfies Record<string, CommandContribution>;
