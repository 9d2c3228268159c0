/** Looks up whether a HIT is as it was to become. */
import type { HIT } from '@aws-sdk/client-mturk';
import { type Caller, unlessGone } from '../caller.ts';
import { type Finding, happened, notHappened } from '../finding.ts';

/** `judge` says what the HIT shows; one that can't be read is an obstacle. */
export async function findHIT(
  client: Caller,
  { hitId }: { readonly hitId: string },
  judge: (hit: HIT) => boolean | Finding,
): Promise<Finding> {
  const read = await unlessGone(() => client.call('GetHIT', { HITId: hitId }));
  if ('gone' in read) return { found: 'not', obstacle: read.gone };
  const finding = judge(read.value.HIT ?? {});
  if (typeof finding !== 'boolean') return finding;
  return finding ? happened : notHappened;
}
