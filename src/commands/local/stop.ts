import type { Handler } from '../handler.ts';

export const stopLocal: Handler = async ({ local }) => local.stop();
