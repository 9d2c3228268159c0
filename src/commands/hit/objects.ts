import type { HIT } from '../../mturk/model.ts';
import { namedHIT } from '../selectTargets.ts';

/** The one HIT by its name, or how many. */
export function namedObject(hits: readonly HIT[]): string {
  const [only] = hits;
  return hits.length === 1 && only ? namedHIT(only) : `${hits.length.toLocaleString('en')} HITs`;
}
