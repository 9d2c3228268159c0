import type { CommandContribution } from '../command.ts';
import { isConvertible, someHIT } from '../when.ts';

export const convertCommands = {
  convertStudy: {
    title: 'Convert to HIT Definition…',
    icon: 'wand',
    menus: [
      { menu: 'explorer/context', when: isConvertible, group: '7_mturk@1' },
      { menu: 'editor/title/context', when: isConvertible, group: '7_mturk@1' },
    ],
  },
  newDefinitionFromHIT: {
    title: 'New Definition from This HIT',
    icon: 'new-file',
    palette: someHIT,
  },
} satisfies Record<string, CommandContribution>;
