/** The verb `stats`: how the service is doing. Nothing of it is counted row by row, however much there is. */
import * as v from 'valibot';
import { seconds } from '../operations/call.ts';
import { type Verbs, verb } from './controlVerb.ts';

const mostRuns = 20;

export const statsVerbs: Verbs = {
  stats: verb(v.strictObject({}), service =>
    service.engine.run(tx => {
      const { bytes, ...made } = tx.store.totals();
      return {
        operations: service.stats.read(),
        made,
        database: { bytes },
        memory: { bytes: process.memoryUsage.rss() },
        attached: service.attached(),
        notifications: tx.store.messages.counts(),
        simulations: tx.store.simulations.list(mostRuns).map(({ seq, state, started, counts, error }) => ({
          run: seq,
          state,
          started: seconds(started),
          ...counts,
          ...(error === undefined ? {} : { error }),
        })),
        faults: service.faults.read(),
      };
    }),
  ),
};
