/** Commands as the palette shows them, by their IDs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/command.ts';
import type { CommandId } from '../../src/ids.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
  };
}

export function commandTitle(id: CommandId): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const found = manifest.contributes.commands.find(({ command }) => command === id);
  if (!found) throw new Error(`package.json has no command ${id}`);
  return `${found.category}: ${found.title}`;
}
