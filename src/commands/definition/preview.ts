import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { pickDefinition } from './pickDefinition.ts';

export const previewDefinition: Handler<Needs<'previews' | 'prompts'>> = async (workbench, clicked) => {
  const definition = await pickDefinition(workbench, 'Preview HIT definition', clicked);
  if (definition) await workbench.previews.open(definition);
};
