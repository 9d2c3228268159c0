/** What a plan changed or made at the service, and what must be read again because of it. */
import { hitIdOf, type Verb } from './acts.ts';
import type { Outcome } from './outcome.ts';

export interface Touched {
  /** HITs that changed, or whose assignments or bonuses did, and HITs that were made. */
  readonly hitIds: readonly string[];
  /** Whether workers' blocks or qualifications changed. */
  readonly workers: boolean;
}

const onWorkers: ReadonlySet<Verb> = new Set([
  'block',
  'unblock',
  'createQualificationType',
  'assignQualification',
  'revokeQualification',
]);

/** Whatever became of the acts: what failed or is unknown may have changed something all the same. */
export function touchedBy(outcomes: readonly Outcome[]): Touched {
  const hitIds = new Set<string>();
  for (const outcome of outcomes) {
    const hitId = hitIdOf(outcome.act) ?? createdHIT(outcome);
    if (hitId !== undefined) hitIds.add(hitId);
  }
  return { hitIds: [...hitIds], workers: outcomes.some(({ act }) => onWorkers.has(act.verb)) };
}

function createdHIT(outcome: Outcome): string | undefined {
  const { verb } = outcome.act;
  if (verb !== 'createHIT' && verb !== 'createHITWithType') return undefined;
  return 'created' in outcome ? outcome.created : undefined;
}
