/** A lost stream is not a lost service: silence, pauses, restarts and sleep, with time that a test passes. */
import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Every } from '../../../src/local/changeStream.ts';
import type { Health, RunningLocal } from '../../../src/local/controlClient.ts';
import { backoff, type FollowEnd, follow } from '../../../src/local/follow.ts';

interface Scene {
  /** What happened, in order. */
  readonly events: string[];
  /** Waits until so many events are there. */
  until(count: number): Promise<readonly string[]>;
  /** Lets so many ticks pass. */
  ticks(count: number): void;
  health: Health;
  readonly ended: Promise<FollowEnd>;
  readonly stop: AbortController;
}

describe('following a Local service', () => {
  /** The streams that were opened, newest last. */
  let streams: ServerResponse[];
  let answer: (response: ServerResponse) => void;
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  const stops: AbortController[] = [];
  let local: RunningLocal;

  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const controlUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/control`;
    local = {
      endpoint: '',
      workerSite: '',
      controlUrl,
      controlToken: 'secret',
      accessKeyId: '',
      secretAccessKey: '',
      pid: 1,
    };
  });
  beforeEach(() => {
    streams = [];
    answer = response => {
      streams.push(response);
      response.writeHead(200);
      say(response, { attached: true, heartbeatSeconds: 15, dataSet: 'one' });
    };
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop.abort();
    server.closeAllConnections();
  });
  after(() => server.close());

  function say(stream: ServerResponse | undefined, line: object): void {
    stream?.write(`${JSON.stringify({ now: 1000, ahead: 0, ...line })}\n`);
  }

  function begin(): Scene {
    const events: string[] = [];
    let woken = () => {};
    const note = (event: string) => {
      events.push(event);
      woken();
    };
    const timers = new Set<() => void>();
    const every: Every = (_, callback) => {
      timers.add(callback);
      return { dispose: () => timers.delete(callback) };
    };
    const stop = new AbortController();
    stops.push(stop);
    const scene: Scene = {
      events,
      until: async count => {
        while (events.length < count)
          await new Promise<void>(resolve => {
            woken = resolve;
          });
        return events;
      },
      ticks: count => {
        for (let tick = 0; tick < count; tick += 1) for (const callback of [...timers]) callback();
      },
      health: 'answers',
      stop,
      ended: follow(
        local,
        {
          onOpen: dataSet => note(`open ${dataSet}`),
          onAhead: () => undefined,
          onChanged: changed => note(`changed ${String(changed)}`),
          onAnswering: answers => note(answers ? 'answers' : 'is silent'),
        },
        stop.signal,
        {
          every,
          probe: async () => {
            note('probe');
            return scene.health;
          },
          wait: async milliseconds => note(`wait ${milliseconds}`),
        },
      ),
    };
    return scene;
  }

  it('goes on for as long as heartbeats come, however long nothing changes', async () => {
    const scene = begin();
    await scene.until(1);
    for (let beat = 1; beat <= 100; beat += 1) {
      scene.ticks(9);
      // A change is the only line that can be waited for.
      say(streams[0], { changed: { HITIds: [`3${beat}`] } });
      await scene.until(1 + beat);
    }
    assert.deepEqual(streams.length, 1);
    assert.ok(!scene.events.includes('probe'));
  });

  it('attaches again when a stream breaks under a service that answers, and says so to nobody', async () => {
    const scene = begin();
    await scene.until(1);
    streams[0]?.destroy();
    assert.deepEqual(await scene.until(3), ['open one', 'probe', 'open one']);
    say(streams[1], { changed: { HITIds: ['3X'] } });
    await scene.until(4);
    streams[1]?.destroy();
    assert.deepEqual((await scene.until(6)).slice(3), ['changed 3X', 'probe', 'open one']);
  });

  it('takes silence for a loss, but only the silence of the time in which it is awake', async () => {
    const scene = begin();
    await scene.until(1);
    // However long a sleep was, one tick comes after it.
    scene.ticks(1);
    say(streams[0], { changed: { HITIds: ['3X'] } });
    await scene.until(2);
    scene.ticks(10);
    assert.deepEqual((await scene.until(4)).slice(1), ['changed 3X', 'probe', 'open one']);
  });

  it('waits longer and longer for a paused service, and is there when it wakes', async () => {
    const scene = begin();
    await scene.until(1);
    scene.health = 'silent';
    const open = answer;
    answer = response => response.destroy();
    streams[0]?.destroy();
    await scene.until(20);
    scene.health = 'answers';
    answer = open;
    while (!scene.events.includes('answers')) await scene.until(scene.events.length + 1);
    const waits = scene.events.filter(event => event.startsWith('wait')).map(event => Number(event.slice(5)));
    assert.deepEqual(waits.slice(0, 5), [250, 500, 1000, 2000, 4000]);
    assert.ok(Math.max(...waits.map((_, index) => backoff(index))) <= 15_000);
    assert.equal(scene.events.filter(event => event === 'is silent').length, 1);
  });

  it('does not run in circles where each stream breaks as soon as it is open', async () => {
    const scene = begin();
    const open = answer;
    answer = response => {
      open(response);
      response.end();
    };
    await scene.until(12);
    assert.ok(scene.events.includes('wait 500'), scene.events.join());
  });

  it('ends with a service that says that it stops, that is gone, or that is another one', async () => {
    const told = begin();
    await told.until(1);
    say(streams[0], { stopping: true });
    streams[0]?.end();
    assert.equal(await told.ended, 'stopped');
    const killed = begin();
    await killed.until(1);
    killed.health = 'gone';
    streams[1]?.destroy();
    assert.equal(await killed.ended, 'gone');
    answer = response => response.writeHead(401).end();
    assert.equal(await begin().ended, 'gone');
  });

  it('gives up an opening that nobody answers, and calls nobody after it was stopped', async () => {
    answer = response => void streams.push(response);
    const scene = begin();
    while (streams.length === 0) await new Promise(resolve => setImmediate(resolve));
    scene.ticks(3);
    await scene.until(1);
    assert.deepEqual(scene.events, ['probe']);
    scene.stop.abort();
    assert.equal(await scene.ended, 'aborted');
    assert.ok(!scene.events.some(event => event.startsWith('open')));
  });
});
