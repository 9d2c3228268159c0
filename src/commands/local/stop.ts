import type { Handler } from '../registry.ts';

export const stopLocal: Handler = async ({ local }) => local.stop();
