/** Which work decisions are about: rows that were clicked, or what is picked in the palette. */
import type { Target } from '../../targets.ts';
import type { Choice } from '../../ui/prompts.ts';
import { pointedThings } from '../pointed.ts';
import { Problem } from '../problem.ts';
import { hitsToActOn } from '../targets.ts';
import type { ConnectedSession, Workbench } from '../workbench.ts';

/** Of each HIT, all assignments, those that wait for review, or some by their ids. */
export type Scope = ReadonlyMap<string, 'all' | 'waiting' | ReadonlySet<string>>;

type Kind = 'waiting' | 'shown' | 'choose';

/** Throws a {@link Problem} when rows were pointed at and none of them has work: nothing is asked about those. */
export function refuseOthers(
  workbench: Workbench,
  { account }: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): void {
  const things = pointedThings(workbench, clicked, selected);
  const targets = things?.filter((thing): thing is Target => thing.kind !== 'worker');
  if (targets?.length === 0)
    throw new Problem(`${title}: this is for HITs and assignments, and no such row is selected.`);
  const [first] = targets ?? [];
  if (first && !targets?.some(({ hitId }) => account.hit(hitId)))
    throw new Problem(`${title}: ${first.hitId} is no longer in this account.`);
}

/** The work to write about; nothing when the user walked away. Throws a {@link Problem} where there is none. */
export async function scopeOf(
  workbench: Workbench,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<Scope | undefined> {
  const things = pointedThings(workbench, clicked, selected) ?? [];
  const targets = things.filter((thing): thing is Target => thing.kind !== 'worker');
  if (targets.length > 0) return scopeOfTargets(targets);
  const { account } = session;
  if (account.listing.state === 'never') await account.refreshHITs();
  const waiting = account.hits().filter(hit => {
    const { submitted, unclear } = account.counts(hit);
    return submitted + unclear > 0;
  });
  const shown = workbench.explorer.hits.shown();
  if (account.size === 0) throw new Problem('This profile has no HITs.');
  const { filter } = workbench.explorer.arrangement;
  const choices: Choice<Kind>[] = [
    { label: 'What waits for review', description: countOf(waiting.length), value: 'waiting' },
    {
      label: filter === '' ? 'All HITs' : 'The HITs that the filter leaves',
      description: [countOf(shown.length), ...(filter === '' ? [] : [filter])].join(' · '),
      value: 'shown',
    },
    { label: 'HITs to choose…', value: 'choose' },
  ];
  switch (await workbench.prompts.pick(title, 'Which assignments?', choices)) {
    case 'waiting':
      return new Map(waiting.map(({ id }) => [id, 'waiting']));
    case 'shown':
      return new Map(shown.map(id => [id, 'all']));
    case 'choose': {
      const hits = await hitsToActOn(workbench, session, title, undefined, undefined);
      return hits && hits.length > 0 ? new Map(hits.map(({ id }) => [id, 'all'])) : undefined;
    }
    default:
      return undefined;
  }
}

/** A HIT that is selected itself stands for all its assignments. */
function scopeOfTargets(targets: readonly Target[]): Scope {
  const scope = new Map<string, 'all' | Set<string>>();
  for (const target of targets) {
    const known = scope.get(target.hitId);
    if (target.kind === 'hit') scope.set(target.hitId, 'all');
    else if (known === undefined) scope.set(target.hitId, new Set([target.assignmentId]));
    else if (known !== 'all') known.add(target.assignmentId);
  }
  return scope;
}

function countOf(count: number): string {
  return `${count} ${count === 1 ? 'HIT' : 'HITs'}`;
}
