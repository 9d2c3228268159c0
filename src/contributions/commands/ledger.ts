import type { CommandContribution } from '../command.ts';
import { inView } from '../when.ts';

export const ledgerCommands = {
  showLedger: {
    title: 'Show Ledger…',
    icon: 'history',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '3_log@3' }],
  },
  resumeOperations: {
    title: 'Resume Interrupted Operations…',
    icon: 'debug-continue',
  },
} satisfies Record<string, CommandContribution>;
