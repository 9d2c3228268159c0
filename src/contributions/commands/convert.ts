import type { CommandContribution } from '../command.ts';
import { someHIT } from '../when.ts';

export const convertCommands = {
  convertStudy: {
    title: 'Convert to HIT Definition…',
    icon: 'wand',
  },
  newDefinitionFromHIT: {
    title: 'New Definition from This HIT',
    icon: 'new-file',
    palette: someHIT,
  },
} satisfies Record<string, CommandContribution>;
