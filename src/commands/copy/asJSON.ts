/** Copies what the service says, in its own names: not what the workbench made of it. */
import type { Account } from '../../account/account.ts';
import type { WireJSON } from '../../account/wire.ts';
import type { ReadCall } from '../../mturk/callTexts.ts';
import { MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import { inOrder } from '../../mturk/scheduler/inOrder.ts';
import { type Progress, withProgress } from '../../ui/progress.ts';
import type { Handler } from '../commandHandler.ts';
import { readCalls, selectRefs } from '../namedTargets.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const copyAsJSON: Handler<Needs<'clipboard' | 'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const { account } = session;
  const refs = await selectRefs(workbench, session, 'Copy as JSON', clicked, selected);
  if (!refs) return;
  const calls = readCalls(account, refs);
  const count = calls.length === 1 ? '' : ` ${calls.length} HITs and assignments`;
  const { read, failures } = await withProgress(`Reading${count}`, progress => readAll(account, calls, progress));
  const [failure] = failures;
  if (failure && read.length === 0) throw failure;
  const [only] = read;
  const single = refs.length === 1 && (refs[0]?.kind === 'hit' || refs[0]?.kind === 'assignment');
  await workbench.clipboard.writeText(JSON.stringify(single ? only : read, undefined, 2));
  if (!failure) return;
  const { reason } = explain(failure, account.client.endpoint);
  await workbench.prompts.warn(`Copied ${read.length} of ${calls.length}. The others could not be read: ${reason}.`);
};

/** Reads in the order of the calls. Rejects when cancelled; what fails otherwise is reported beside what did not. */
async function readAll(
  account: Account,
  calls: readonly ReadCall[],
  { signal, report }: Progress,
): Promise<{ read: WireJSON[]; failures: MTurkError[] }> {
  const failures: MTurkError[] = [];
  const read: (WireJSON | undefined)[] = calls.map(() => undefined);
  let done = 0;
  await inOrder(calls.entries(), async ([place, call]) => {
    try {
      read[place] = await readOne(account, call, signal);
    } catch (error) {
      if (!(error instanceof MTurkError) || error.kind === 'cancelled') throw error;
      failures.push(error);
    } finally {
      done += 1;
      report(done, calls.length);
    }
  });
  return { read: read.filter(each => each !== undefined), failures };
}

function readOne({ wire }: Account, call: ReadCall, signal: AbortSignal): Promise<WireJSON> {
  return call.operation === 'GetHIT'
    ? wire.hit(call.hitId, { signal })
    : wire.assignment(call.assignmentId, { signal });
}
