import type { Handler } from '../commandHandler.ts';

export const stopLocal: Handler = async ({ local }) => local.stop();
