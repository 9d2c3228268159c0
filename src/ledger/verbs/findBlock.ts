import { pages } from '../../mturk/paging.ts';
import type { Caller } from '../caller.ts';

/** The block of a worker, or nothing where there is none. */
export async function findBlock(client: Caller, workerId: string): Promise<{ readonly reason: string } | undefined> {
  for await (const { WorkerBlocks = [] } of pages(client, 'ListWorkerBlocks', {})) {
    const block = WorkerBlocks.find(({ WorkerId }) => WorkerId === workerId);
    if (block) return { reason: block.Reason ?? '' };
  }
  return undefined;
}
