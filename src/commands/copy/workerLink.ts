/** Copies the address at which workers find a HIT: the page of its HIT group. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import type { Named } from '../../account/idIndex.ts';
import { idOf } from '../../account/idIndex.ts';
import { amazonWorkerSites, groupPage } from '../../mturk/workerSite.ts';
import { isLocal, knownEnvironment, type Profile } from '../../profiles/profile.ts';
import type { Handler } from '../handler.ts';
import { runningLocal } from '../local/running.ts';
import { Problem } from '../problem.ts';
import { connected } from '../targets.ts';
import { thingsToActOn } from '../things.ts';
import type { Workbench } from '../workbench.ts';

export const copyWorkerLink: Handler = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const linkTo = linksOf(workbench, session.profile);
  const things = await thingsToActOn(workbench, session, 'Copy Worker Site Link', clicked, selected);
  if (!things) return;
  const groups = new Set(things.flatMap(thing => groupsOf(session.account, thing)));
  if (groups.size === 0) throw new Problem('There is no page for it on the worker site: only HITs have one.');
  await workbench.clipboard.writeText((await Promise.all([...groups].map(linkTo))).join('\n'));
  if (!isLocal(session.profile))
    await workbench.prompts.inform(
      'Copied. Amazon announced that its worker sites closed for good on 30 September 2026: the link may lead nowhere.',
    );
};

/** Throws a {@link Problem} where nobody knows the worker site. */
function linksOf(workbench: Workbench, profile: Profile): (groupId: string) => Promise<string> {
  if (isLocal(profile)) {
    const { workerSite } = runningLocal(workbench);
    // Over SSH or in a container the service is elsewhere than the browser: VS Code knows the way to the site, and may lose the rest of
    // a longer address.
    const site = async () => (await vscode.env.asExternalUri(vscode.Uri.parse(workerSite))).toString();
    return async groupId => groupPage(await site(), groupId);
  }
  const environment = knownEnvironment(profile.endpoint);
  if (environment !== 'production' && environment !== 'sandbox')
    throw new Problem(
      `Where the workers of ${profile.name} do HITs is not known: the API does not tell, and ${profile.endpoint} is neither Local nor Amazon’s.`,
    );
  return async groupId => groupPage(amazonWorkerSites[environment], groupId);
}

function groupsOf(account: Account, thing: Named): string[] {
  switch (thing.kind) {
    case 'worker':
      return [];
    case 'hitGroup':
      return [thing.groupId];
    case 'hitType':
      return account.ids.hitsOf(idOf(thing)).map(({ groupId }) => groupId);
    default:
      return [account.hit(thing.hitId)?.groupId ?? []].flat();
  }
}
