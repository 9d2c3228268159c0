/** Addresses of the sites where workers do HITs (reference.md §1). */
import { withoutTrailing } from './trimming.ts';

/** Amazon's own. It announced that they closed on 30 September 2026. */
export const amazonWorkerSites = {
  production: 'https://worker.mturk.com',
  sandbox: 'https://workersandbox.mturk.com',
} as const;

/** The page of a HIT group, where a worker previews and accepts its HITs. `site` is the address of a worker site. */
export function groupPage(site: string, groupId: string): string {
  return `${withoutTrailing(site, '/')}/projects/${encodeURIComponent(groupId.toWellFormed())}/tasks`;
}
