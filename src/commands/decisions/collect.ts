/** Reads the work of a scope with its answers, which the account does not keep. */
import pLimit from 'p-limit';
import type { Work } from '../../files/writing.ts';
import { cancelled } from '../../mturk/errors.ts';
import { type HIT, readAssignment } from '../../mturk/model.ts';
import { pages } from '../../mturk/paging.ts';
import { withProgress } from '../../ui/progress.ts';
import type { ConnectedSession } from '../workbench.ts';
import type { Scope } from './scope.ts';

/** How many HITs are read side by side. */
const parallel = 4;

/** The work of a scope, HIT by HIT, each in the order of submission. Throws MTurkError, also when it is cancelled. */
export async function collect({ account, ended }: ConnectedSession, scope: Scope): Promise<Work[]> {
  const limit = pLimit(parallel);
  return withProgress('Reading answers', async ({ signal, report }) => {
    const stop = AbortSignal.any([signal, ended]);
    let done = 0;
    const read = async ([hitId, which]: [string, 'all' | 'waiting' | ReadonlySet<string>]): Promise<Work[]> => {
      if (stop.aborted) throw cancelled('ListAssignmentsForHIT');
      if (!account.hit(hitId)) await account.refreshHIT(hitId);
      const hit = account.hit(hitId);
      const works = hit ? await worksOf(hit, which) : [];
      done += 1;
      report(done, scope.size);
      return works;
    };
    const worksOf = async (hit: HIT, which: 'all' | 'waiting' | ReadonlySet<string>): Promise<Work[]> => {
      const statuses = which === 'waiting' ? { AssignmentStatuses: ['Submitted' as const] } : {};
      const works: Work[] = [];
      const input = { HITId: hit.id, ...statuses };
      for await (const page of pages(account.client, 'ListAssignmentsForHIT', input, { signal: stop }))
        for (const each of page.Assignments ?? []) works.push({ hit, assignment: readAssignment(each) });
      return works
        .filter(({ assignment }) => typeof which === 'string' || which.has(assignment.id))
        .sort((one, other) => one.assignment.submitted - other.assignment.submitted);
    };
    return (await Promise.all([...scope].map(each => limit(read, each)))).flat();
  });
}
