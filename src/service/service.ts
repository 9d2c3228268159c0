/** Puts the service together: store, clock, engine, servers. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cents } from '../mturk/money.ts';
import { createClock } from './clock.ts';
import { createAttachments, everyInterval } from './control/attachments.ts';
import { controlHandler } from './control/controlHandler.ts';
import { ControlError } from './control/refusal.ts';
import { beginCounting } from './counting.ts';
import type { Tx } from './domain/tx.ts';
import { createEngine, type Engine } from './engine.ts';
import { drawCustomerId, drawDataSetId } from './entityIds.ts';
import { outgoingOf, startSender } from './notify/sender.ts';
import { prepare as prepareCall } from './operations/registry.ts';
import { accountOf, changeFunds } from './requesterFunds.ts';
import { seedSample } from './seed/sample.ts';
import { defaultKeys, type Ready, type Seed, type ServiceOptions } from './serviceOptions.ts';
import { type Mirrors, startMirrors } from './site/mirror/mirrors.ts';
import { type Ports, siteOrigin } from './site/origins.ts';
import { createPreview } from './site/preview/preview.ts';
import { contentHandler, isOpenToAllPages, siteHandler } from './site/siteHandler.ts';
import { openStore } from './storage/openDatabase.ts';
import type { Store } from './storage/store.ts';
import type { Requester } from './storage/tableRows.ts';
import type { StateRow } from './storage/transfer.ts';
import { watchRequests } from './usage.ts';
import { awsHandler } from './wire/aws.ts';
import { createCors } from './wire/cors.ts';
import { createFaults } from './wire/faults.ts';
import { hostCheck } from './wire/origin.ts';
import { createLimits } from './wire/requestRate.ts';
import { close, controlPath, createContentServer, createHttpServer, listen } from './wire/server.ts';
import { createStats, type Stats } from './wire/stats.ts';

export interface Service {
  readonly ready: Ready;
  readonly engine: Engine;
  readonly stats: Stats;
  /** Empties the database, but for the requesters and their keys, and fills it anew; the clock starts over. */
  reset(seed: Seed): Promise<void>;
  /** Ends cleanly: what was acknowledged is on disk, the file is free again. */
  stop(): Promise<void>;
}

/** Starts a service. Rejects with DatabaseRefusal, or with the listen error of a port. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const store = openStore(options.data);
  let serving = false;
  try {
    const service = await serve(store, options);
    serving = true;
    return service;
  } catch (error) {
    throw store.damage(error) ?? error;
  } finally {
    if (!serving) store.close();
  }
}

async function serve(store: Store, options: ServiceOptions): Promise<Service> {
  const {
    host = '127.0.0.1',
    wall = Date.now,
    pause = sleep,
    random = randomBytes,
    controlToken = randomBytes(24).toString('base64url'),
    accessKeyId = defaultKeys.accessKeyId,
    secretAccessKey = defaultKeys.secretAccessKey,
    report = () => undefined,
  } = options;
  const clock = createClock(options.clock ?? 'real', options.startTime ?? wall(), wall, store.readClock());
  const renewDataSet = (): string => {
    const id = drawDataSetId(random);
    store.saveDataSet(id);
    return id;
  };
  const { siteKey, dataSetFound, saved } = store.transaction(() => {
    store.saveClock(clock.state());
    const siteKey = store.site.key();
    const dataSetFound = store.readDataSet() ?? renewDataSet();
    beginCounting(store, clock.now());
    return {
      siteKey,
      dataSetFound,
      saved: store.requesters.save(accessKeyId, secretAccessKey, drawCustomerId(random)),
    };
  });
  let requester = saved;
  let dataSet = dataSetFound;
  const { endpoints = {} } = options;
  const outgoing = outgoingOf(endpoints);
  const engine = createEngine({ store, clock, random, outgoing, report });
  const stats = createStats();
  const faults = createFaults();
  const limits = createLimits(wall);
  const attachments = createAttachments({
    engine,
    wall,
    dataSet: () => dataSet,
    onCount: options.onAttached ?? (() => undefined),
    every: options.every ?? everyInterval,
  });
  const requesterOf = (key: string): Requester | undefined => store.requesters.byAccessKey(key);
  const drawSeed = (): number => Buffer.from(random(4)).readUInt32LE();
  const reset = async (seed: Seed): Promise<void> => {
    dataSet = await engine.reset(tx => {
      prepare(tx, seed, requester, options.funds);
      return renewDataSet();
    });
    stats.clear();
    faults.set([], 0);
    limits.set(undefined);
  };
  const replace = async (rows: Iterable<StateRow>): Promise<void> => {
    dataSet = await engine.adopt(tx => {
      if (!store.isPristine())
        throw new ControlError(409, 'NotEmpty', 'Only an empty service can import a state. Reset it first.');
      store.replaceState(rows);
      beginCounting(store, tx.now);
      // The keys that clients of this process have stay good.
      requester = store.requesters.save(accessKeyId, secretAccessKey, requester.customerId);
      return renewDataSet();
    });
    stats.clear();
  };
  await engine.run(tx => {
    for (const transport of ['SQS', 'SNS'] as const) if (!outgoing.has(transport)) store.messages.keepAllOf(transport);
    prepare(tx, store.isEmpty() ? (options.seed ?? 'none') : 'none', requester, options.funds);
  });

  const present = () => (clock.mode === 'manual' ? wall() : undefined);
  const sender = startSender({ engine, endpoints, wall, report });
  const allowed = [...(options.allowHosts ?? []), host];
  const refusal = hostCheck(allowed);
  const listening: { host: string; site: number; content: number; mirror?: Ports['mirror'] } = {
    host,
    site: 0,
    content: 0,
  };
  let mirrors: Mirrors | undefined;
  const ports = () => listening;
  const preview = options.preview ? createPreview(siteKey, ports) : undefined;
  const server = createHttpServer(
    {
      refusal,
      api: awsHandler({
        perform: async (operation, input, requester) => {
          const prepared = prepareCall(operation, input);
          const { post } = sender;
          await prepared.open({ requester, outgoing, post, now: () => engine.now(), uniqueId: randomUUID });
          return engine.run(tx => prepared.run({ ...tx, requester, present: present() }));
        },
        now: () => engine.now(),
        requesterOf,
        stats,
        faults,
        limits,
        pause,
        wall,
        report,
      }),
      control: controlHandler(
        {
          engine,
          stats,
          faults,
          limits,
          requester: () => requester,
          drawSeed,
          attached: () => attachments.count(),
          dataSet: () => dataSet,
          reset,
          replace,
          preview: preview && {
            ...preview,
            allowHost: name => void allowed.push(name),
            mirrorOf: async page => mirrors?.originFor(page),
          },
        },
        attachments,
        controlToken,
      ),
      site: siteHandler({
        engine,
        manualClock: clock.mode === 'manual',
        key: siteKey,
        ports,
        onLeft: options.onLeft ?? (() => undefined),
        preview,
      }),
      openTo: isOpenToAllPages,
      cors: createCors(options.allowOrigins ?? []),
    },
    report,
  );
  const content = createContentServer(refusal, contentHandler({ engine, ports, preview }), report);
  if (options.onRequests) watchRequests([server, content], options.onRequests);
  const stop = async (): Promise<void> => {
    attachments.close();
    await Promise.all([close(server, 2000), close(content, 0), mirrors?.close()]);
    await sender.stop();
    await engine.close();
  };

  try {
    const port = await listen(server, host, options.port ?? 0);
    listening.site = port;
    listening.content = await listen(content, host, options.contentPort ?? 0);
    if (options.submitRewrite) {
      const { hosts } = options.submitRewrite;
      mirrors = await startMirrors({
        engine,
        host,
        site: () => siteOrigin(listening),
        hosts,
        reports: preview !== undefined,
        report,
      });
      listening.mirror = { port: mirrors.port, hosts };
    }
    const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const ready: Ready = {
      endpoint: origin,
      workerSite: origin,
      controlUrl: `${origin}${controlPath}`,
      controlToken,
      accessKeyId,
      secretAccessKey,
      pid: process.pid,
    };
    return { ready, engine, stats, reset, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepare(tx: Tx, seed: Seed, requester: Requester, funds: Cents | undefined): void {
  beginCounting(tx.store, tx.now);
  if (seed === 'sample') seedSample(tx, requester);
  if (funds !== undefined && accountOf(tx, requester.id).mode === 'sandbox')
    changeFunds(tx, requester.id, { mode: 'funded', balance: funds });
}
