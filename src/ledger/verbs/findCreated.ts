/** Looks for a HIT that was created. */
import type { HIT } from '@aws-sdk/client-mturk';
import type { Instant } from '../../mturk/model.ts';
import { pages } from '../../mturk/paging.ts';
import type { Caller } from '../caller.ts';
import { clockTolerance } from '../clocks.ts';
import { type Circumstances, type Finding, happened, notHappened } from '../finding.ts';

interface Wanted {
  readonly RequesterAnnotation?: string | undefined;
  readonly MaxAssignments?: number | undefined;
}

/** Looks for a HIT of a batch, which its annotation alone names, whatever became of its title and its assignments since. */
export async function findOfBatch(
  client: Caller,
  annotation: string | undefined,
  { since, knownHITs }: Circumstances,
): Promise<Finding> {
  for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
    for (const { HITId, RequesterAnnotation, CreationTime } of HITs)
      if (RequesterAnnotation === annotation && HITId && !knownHITs.has(HITId))
        return { ...happened, at: CreationTime?.getTime() ?? since, created: HITId };
  return notHappened;
}

export async function findCreated(
  client: Caller,
  { RequesterAnnotation, MaxAssignments = 1 }: Wanted,
  isAlike: (hit: HIT) => boolean,
  { since, knownHITs }: Circumstances,
): Promise<Finding> {
  const alike: { id: string; at: Instant }[] = [];
  for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
    for (const hit of HITs) {
      const at = hit.CreationTime?.getTime() ?? since;
      const same =
        isAlike(hit) && hit.MaxAssignments === MaxAssignments && hit.RequesterAnnotation === RequesterAnnotation;
      if (same && at >= since - clockTolerance && hit.HITId && !knownHITs.has(hit.HITId))
        alike.push({ id: hit.HITId, at });
    }
  const [first] = alike;
  if (!first) return notHappened;
  // Only an annotation shows which of several equal HITs is meant, and whether the ledger made it at all.
  if (RequesterAnnotation) return { ...happened, at: first.at, created: first.id };
  return {
    found: 'noTrace',
    words: `HIT ${first.id} looks like it, but without an annotation this is uncertain`,
  };
}
