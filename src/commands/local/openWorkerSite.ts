import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { workerSiteAddress } from './forwardedSiteAddress.ts';
import { runningLocal } from './running.ts';

export const openWorkerSite: Handler<Needs<'clipboard' | 'local' | 'prompts'>> = async workbench => {
  const { workerSite } = runningLocal(workbench);
  const { prompts, clipboard } = workbench;
  const { broken } = await workerSiteAddress(workerSite);
  if (broken === undefined) return prompts.browse(workerSite);
  const copy = 'Copy Address';
  const chosen = await prompts.warn(
    `Couldn’t open the worker site: VS Code forwards it to ${broken}, where there is no such page. On the machine that Local runs on, open ${workerSite}.`,
    copy,
  );
  if (chosen === copy) await clipboard.writeText(workerSite);
};
