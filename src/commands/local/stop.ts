import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

export const stopLocal: Handler<Needs<'local'>> = async ({ local }) => local.stop();
