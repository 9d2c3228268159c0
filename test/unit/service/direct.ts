/** A service without its servers: operations and workers run on the engine at once, for tests of very many steps. */
import { randomUUID } from 'node:crypto';
import { createClock } from '../../../src/service/clock.ts';
import type { Tx } from '../../../src/service/domain/tx.ts';
import { createEngine, type Engine } from '../../../src/service/engine.ts';
import { drawCustomerId, type RandomBytes, seededRandom } from '../../../src/service/entityIds.ts';
import type { JsonObject } from '../../../src/service/operations/call.ts';
import { prepare } from '../../../src/service/operations/registry.ts';
import type { Input, OperationName } from '../../../src/service/shapes/operationInputs.ts';
import { openStore } from '../../../src/service/storage/openDatabase.ts';
import type { Store } from '../../../src/service/storage/store.ts';
import type { Requester } from '../../../src/service/storage/tableRows.ts';

export interface Direct {
  readonly engine: Engine;
  readonly store: Store;
  readonly requester: Requester;
  call<N extends OperationName>(name: N, input: Input<N>): Promise<JsonObject>;
  run<T>(job: (tx: Tx) => T): Promise<T>;
  close(): Promise<void>;
}

interface DirectOptions {
  /** The database file; in memory without one. */
  readonly data?: string;
  readonly random?: RandomBytes;
}

const startTime = Date.UTC(2026, 0, 5);
const accessKeyId = randomUUID();

/** With a manual clock, which continues with a file; and seeded ids. What nobody hears of is thrown by `close`. */
export function startDirect({ data, random = seededRandom(1) }: DirectOptions = {}): Direct {
  const failures: unknown[] = [];
  const store = openStore(data);
  const clock = createClock('manual', startTime, Date.now, store.readClock());
  const engine = createEngine({ store, clock, random, report: error => failures.push(error) });
  const requester = store.transaction(() => {
    store.saveClock(clock.state());
    return store.requesters.save(accessKeyId, 'secret', drawCustomerId(random));
  });
  return {
    engine,
    store,
    requester,
    call: (name, input) => {
      const prepared = prepare(name, JSON.parse(JSON.stringify(input)));
      return engine.run(tx => prepared.run({ ...tx, requester }));
    },
    run: job => engine.run(job),
    close: async () => {
      await engine.close();
      if (failures.length > 0) throw failures[0];
    },
  };
}
