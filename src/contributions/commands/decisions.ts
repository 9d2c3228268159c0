import { submenus } from '../../ids.ts';
import type { CommandContribution } from '../command.ts';
import { fileWithExtension, key, someHIT } from '../when.ts';

export const decisionsCommands = {
  exportDecisions: {
    title: 'Export Decisions…',
    icon: 'export',
    palette: someHIT,
    menus: [{ menu: submenus.decisionFiles, group: '1_file@1' }],
  },
  reviewDecisions: {
    title: 'Review Decision File',
    icon: 'checklist',
    menus: [{ menu: 'editor/title', when: key('decisionFile'), group: 'navigation@1' }],
  },
  applyDecisions: {
    title: 'Apply Decision File…',
    icon: 'run-all',
  },
  decideByRules: {
    title: 'Make Decision File from Rules…',
    icon: 'filter',
    palette: someHIT,
    menus: [
      { menu: 'editor/title', when: fileWithExtension('.rules'), group: 'navigation@1' },
      { menu: submenus.decisionFiles, group: '1_file@2' },
    ],
  },
} satisfies Record<string, CommandContribution>;
