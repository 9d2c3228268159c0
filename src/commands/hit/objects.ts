import type { HIT } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { namedHIT } from '../selectTargets.ts';

/** The one HIT by its name, or how many. */
export function namedObject(hits: readonly HIT[]): string {
  const [only] = hits;
  return hits.length === 1 && only ? namedHIT(only) : counted(hits.length, 'HIT');
}
