/** Reads the work of a scope with its answers, which the account does not keep. */
import type { Work } from '../../files/writing.ts';
import { cancelled } from '../../mturk/errors.ts';
import { readWithProgress } from '../readWithProgress.ts';
import type { ConnectedSession } from '../workbench.ts';
import type { Scope } from './scope.ts';

/** The work of a scope, HIT by HIT, each in the order of submission. Throws MTurkError, also when it is cancelled. */
export async function collect(session: ConnectedSession, scope: Scope): Promise<Work[]> {
  const { account } = session;
  const works = new Map<string, Work[]>([...scope.keys()].map(hitId => [hitId, []]));
  await readWithProgress('Reading answers', session, async (_, { signal, report }) => {
    let done = 0;
    const failure = await account.answered.read(scope.keys(), {
      signal,
      unreviewed: [...scope.values()].every(which => which === 'unreviewed'),
      onPage: (hitId, assignments) => {
        const hit = account.hit(hitId);
        const which = scope.get(hitId);
        if (hit && which)
          for (const assignment of assignments)
            if (typeof which === 'string' || which.has(assignment.id)) works.get(hitId)?.push({ hit, assignment });
      },
      onRead: () => {
        done += 1;
        report(done, scope.size);
      },
    });
    if (failure) throw failure;
    if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
  });
  return [...works.values()].flatMap(each =>
    each.sort((one, other) => one.assignment.submitted - other.assignment.submitted),
  );
}
