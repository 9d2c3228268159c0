/** Copies the address at which workers find a HIT: the page of its HIT group. */
import type { Account } from '../../account/account.ts';
import { amazonWorkerSites, groupPage } from '../../mturk/workerSite.ts';
import { isLocal, knownEnvironment, type Profile } from '../../profiles/profile.ts';
import { type AccountRef, idOf } from '../../refs.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { workerSiteAddress } from '../local/forwardedSiteAddress.ts';
import { runningLocal } from '../local/running.ts';
import { selectRefs } from '../namedTargets.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const copyWorkerLink: Handler<Needs<'clipboard' | 'explorer' | 'local' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const links = linksOf(workbench, session.profile);
  const refs = await selectRefs(workbench, session, 'Copy Worker Site Link', clicked, selected);
  if (!refs) return;
  const groups = new Set(refs.flatMap(ref => groupsOf(session.account, ref)));
  if (groups.size === 0) throw new CommandError('Only HITs have a page on the worker site.');
  const { site, doubt } = await links();
  await workbench.clipboard.writeText([...groups].map(groupId => groupPage(site, groupId)).join('\n'));
  if (doubt !== undefined) await workbench.prompts.inform(`Copied. ${doubt}`);
};

interface Site {
  readonly site: string;
  /** Why a link may lead nowhere, a sentence. */
  readonly doubt?: string;
}

/** Throws a {@link CommandError} where nobody knows the worker site. */
function linksOf(workbench: Needs<'local'>, profile: Profile): () => Promise<Site> {
  if (isLocal(profile)) {
    const { workerSite } = runningLocal(workbench);
    return async () => {
      const { address, broken } = await workerSiteAddress(workerSite);
      return broken === undefined
        ? { site: address }
        : {
            site: address,
            doubt: `The link works only on the machine that Local runs on. VS Code forwards the site to ${broken}, which has no such page.`,
          };
    };
  }
  const { workerSite } = profile;
  if (workerSite !== undefined) return async () => ({ site: workerSite });
  const environment = knownEnvironment(profile.endpoint);
  if (environment !== 'production' && environment !== 'sandbox')
    throw new CommandError(
      `Couldn’t copy the link: the API does not report where the workers of ${profile.name} do HITs. ${
        profile.shared
          ? 'Set workerSite of the profile in the setting mturk.profiles.'
          : 'Enter the worker site with MTurk: Edit Profile….'
      }`,
    );
  const doubt = 'Amazon announced that its worker sites closed on 30 September 2026. The link may not work.';
  return async () => ({ site: amazonWorkerSites[environment], doubt });
}

function groupsOf(account: Account, ref: AccountRef): string[] {
  switch (ref.kind) {
    case 'worker':
      return [];
    case 'hitGroup':
      return [ref.groupId];
    case 'hitType':
      return account.ids.hitsOf(idOf(ref)).map(({ groupId }) => groupId);
    default:
      return [account.hit(ref.hitId)?.groupId ?? []].flat();
  }
}
