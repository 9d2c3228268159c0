/** Which work decisions are about: rows that were clicked, or what is picked in the palette. */

import { counted } from '../../mturk/plurals.ts';
import type { WorkRef } from '../../refs.ts';
import type { Choice } from '../../ui/prompts.ts';
import { clickedRefs } from '../clickedRows.ts';
import { CommandError } from '../commandError.ts';
import { selectHITs } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

/** Of each HIT, all assignments, those that wait for review, or some by their ids. */
export type Scope = ReadonlyMap<string, 'all' | 'unreviewed' | ReadonlySet<string>>;

type Kind = 'unreviewed' | 'shown' | 'all' | 'choose';

/** The work to write about: what was pointed at, else what is picked; nothing when the user walked away. Throws a {@link CommandError}. */
export async function scopeOf(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<Scope | undefined> {
  return clickedScope(workbench, session, title, clicked, selected) ?? pickedScope(workbench, session, title);
}

/** The work that was pointed at, if anything was. Throws a {@link CommandError} where that is of another kind or gone. */
export function clickedScope(
  workbench: Needs<'explorer'>,
  { account }: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Scope | undefined {
  const refs = clickedRefs(workbench, clicked, selected);
  if (!refs) return undefined;
  const targets = refs.filter(ref => ref.kind !== 'worker');
  if (targets.length === 0) throw new CommandError(`${title}: select HITs or assignments.`);
  const there = targets.filter(({ hitId }) => account.hit(hitId));
  if (there.length === 0) throw new CommandError(`${title}: the selected rows no longer exist.`);
  return scopeOfTargets(there);
}

/** Work that is picked; nothing when the user walked away. Throws a {@link CommandError} where there are no HITs. */
export async function pickedScope(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  title: string,
): Promise<Scope | undefined> {
  const { account } = session;
  if (account.listing.state === 'never') await account.refreshHITs();
  const unreviewed = account.hits().filter(hit => {
    const { submitted, unclear } = account.counts(hit);
    return submitted + unclear > 0;
  });
  const shown = workbench.explorer.hits.shown();
  if (account.size === 0) throw new CommandError('This profile has no HITs.');
  const { filter } = workbench.explorer.arrangement;
  const choices: Choice<Kind>[] = [
    { label: 'Assignments pending review', description: countOf(unreviewed.length), value: 'unreviewed' },
    {
      label: filter === '' ? 'All HITs' : 'The HITs that the filter shows',
      description: [countOf(shown.length), ...(filter === '' ? [] : [filter])].join(' · '),
      value: 'shown',
    },
    ...(filter === '' ? [] : [{ label: 'All HITs', description: countOf(account.size), value: 'all' as const }]),
    { label: 'HITs to choose…', value: 'choose' },
  ];
  switch (await workbench.prompts.pick(title, 'Which assignments?', choices)) {
    case 'unreviewed':
      return new Map(unreviewed.map(({ id }) => [id, 'unreviewed']));
    case 'shown':
      return new Map(shown.map(id => [id, 'all']));
    case 'all':
      return new Map(account.hits().map(({ id }) => [id, 'all']));
    case 'choose': {
      const hits = await selectHITs(workbench, session, title, undefined, undefined);
      return hits && hits.length > 0 ? new Map(hits.map(({ id }) => [id, 'all'])) : undefined;
    }
    default:
      return undefined;
  }
}

/** A selected HIT stands for all its assignments. */
function scopeOfTargets(targets: readonly WorkRef[]): Scope {
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
  return counted(count, 'HIT');
}
