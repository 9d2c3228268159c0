import type { CommandContribution } from '../command.ts';
import { all, inView, isBatchPage, isDefinitionFile, isPage, key, onRow, someHIT } from '../when.ts';

export const definitionCommands = {
  publishDefinition: {
    title: 'Publish HIT Definition…',
    icon: 'cloud-upload',
    palette: isDefinitionFile,
    menus: [{ menu: 'editor/title', when: isDefinitionFile, group: 'navigation@1' }],
  },
  previewDefinition: {
    title: 'Preview HIT Definition',
    icon: 'open-preview',
    menus: [{ menu: 'editor/title', when: isDefinitionFile, group: 'navigation@0' }],
  },
  testDefinition: {
    title: 'Test HIT Definition',
    icon: 'beaker',
    menus: [{ menu: 'editor/title', when: isDefinitionFile, group: '1_mturk@1' }],
  },
  newDefinition: {
    title: 'New HIT…',
    icon: 'new-file',
    menus: [{ menu: 'view/title', when: inView('hits'), group: '2_create@1' }],
  },
  openBatch: {
    title: 'Open Batch…',
    icon: 'package',
    menus: [{ menu: 'editor/title', when: isDefinitionFile, group: '1_mturk@2' }],
  },
  manageBatch: {
    title: 'Manage Batch…',
    icon: 'list-selection',
    menus: [{ menu: 'editor/title', when: isBatchPage, group: 'navigation@1' }],
  },
  registerLayout: {
    title: 'Register HIT Layout…',
    icon: 'layout',
    menus: [
      { menu: 'explorer/context', when: isPage, group: '7_mturk@2' },
      { menu: 'editor/title/context', when: isPage, group: '7_mturk@2' },
    ],
  },
  openLayout: {
    title: 'Open HIT Layout…',
    icon: 'layout',
    palette: key('localRunning'),
  },
  changeHITType: {
    title: 'Change HIT Type…',
    icon: 'symbol-class',
    palette: someHIT,
    menus: [
      { menu: 'view/item/context', when: all(inView('hits', 'review'), onRow('hit', 'ofHITs')), group: '3_modify@7' },
    ],
  },
} as const satisfies Record<string, CommandContribution>;
