/** Many reads that wait their turn, and are repeated while the service throttles them. */
import { cancelled, MTurkError } from '../mturk/errors.ts';
import { Pacer, type PacerMeans } from './pacer.ts';
import type { Caller } from './requests.ts';

/** Throttlings of one request. */
const mostThrottled = 60;
const firstWait = 50;
const longestWait = 2_000;

/** A caller for reads, all at one pace. Its calls throw MTurkError; they end early when the signal is aborted. */
export function pacedReads(client: Caller, means: PacerMeans, signal: AbortSignal): Caller {
  const pacer = new Pacer(means);
  return {
    endpoint: client.endpoint,
    call: async (operation, input) => {
      for (let throttled = 0; ; throttled += 1) {
        await pacer.turn(signal);
        try {
          const output = await client.call(operation, input, { signal });
          pacer.passed();
          return output;
        } catch (error) {
          const again = error instanceof MTurkError && error.kind === 'throttled' && throttled < mostThrottled;
          if (signal.aborted) throw cancelled(operation);
          if (!again) throw error;
          pacer.throttled();
          await means.wait(Math.min(longestWait, firstWait * 2 ** throttled), signal);
        }
      }
    },
  };
}
