import type { Handler } from '../handler.ts';
import { runningLocal } from './running.ts';

export const openWorkerSite: Handler = async workbench => workbench.prompts.browse(runningLocal(workbench).workerSite);
