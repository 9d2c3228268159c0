/** The HIT types that notifications are set for: those of the HITs pointed at, or a picked one. */
import { counted } from '../../mturk/plurals.ts';
import { clickedTargets } from '../clickedRows.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

export interface HITTypeChoice {
  readonly typeId: string;
  readonly title: string;
}

export async function selectHITType(
  workbench: Needs<'explorer' | 'prompts'>,
  { account }: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<readonly HITTypeChoice[] | undefined> {
  const rows = clickedTargets(workbench, 'hit', title, clicked, selected);
  const hits = rows ? rows.flatMap(({ hitId }) => account.hit(hitId) ?? []) : account.hits();
  const byType = new Map<string, { title: string; count: number }>();
  for (const { typeId, title: name } of hits)
    byType.set(typeId, { title: byType.get(typeId)?.title ?? name, count: (byType.get(typeId)?.count ?? 0) + 1 });
  const types = [...byType].map(([typeId, { title: name }]) => ({ typeId, title: name }));
  if (rows) return types;
  const picked = await workbench.prompts.pick(
    title,
    'Which HIT type?',
    types.map(type => ({
      label: type.title,
      description: counted(byType.get(type.typeId)?.count ?? 0, 'HIT'),
      detail: type.typeId,
      value: type,
    })),
  );
  return picked && [picked];
}
