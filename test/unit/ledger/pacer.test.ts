import assert from 'node:assert/strict';
import { Pacer } from '../../../src/ledger/pacer.ts';
import { VirtualTime } from '../../support/virtualTime.ts';

interface World {
  /** Requests a second and burst of the service's bucket; changed while a run goes on. */
  limit: { perSecond: number; burst: number } | undefined;
  readonly roundTrip: number;
  /** Every so manieth request is throttled whatever the limit says. */
  readonly throttleEach?: number;
}

/** Sends so many requests, six at a time; gives seconds of virtual time and how many were throttled. */
async function run(world: World, count: number, onPassed: (passed: number, at: number) => void = () => {}) {
  const time = new VirtualTime(1_000_000);
  const pacer = new Pacer(time);
  let [tokens, filled, started, throttled, passed, served] = [world.limit?.burst ?? 0, time.now(), 0, 0, 0, 0];
  // Uneven on purpose, and the same each time.
  const uneven = () => 0.75 + ((++served * 7919) % 100) / 200;
  const admitted = (): boolean => {
    if (world.throttleEach && served % world.throttleEach === 0) return false;
    if (!world.limit) return true;
    const { perSecond, burst } = world.limit;
    tokens = Math.min(burst, tokens + ((time.now() - filled) * perSecond) / 1000);
    filled = time.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  const request = async (): Promise<boolean> => {
    await pacer.turn();
    await time.wait((world.roundTrip / 2) * uneven());
    const answer = admitted();
    await time.wait(world.roundTrip / 2);
    if (answer) pacer.passed();
    else pacer.throttled();
    return answer;
  };
  const worker = async () => {
    while (started < count) {
      started += 1;
      while (!(await request())) {
        throttled += 1;
        if (pacer.rate === Number.POSITIVE_INFINITY) await time.wait(50);
      }
      passed += 1;
      onPassed(passed, time.now());
    }
  };
  const from = time.now();
  await time.during(Promise.all(Array.from({ length: 6 }, worker)));
  return { seconds: (time.now() - from) / 1000, throttled, rate: pacer.rate };
}

describe('the pacer', () => {
  for (const roundTrip of [4, 100])
    it(`comes close to a limit of 20 a second with a round trip of ${roundTrip} ms`, async () => {
      const { seconds, throttled } = await run({ limit: { perSecond: 20, burst: 20 }, roundTrip }, 1000);
      assert.ok(seconds <= 55, `${seconds} s`);
      assert.ok(throttled < 300, `${throttled} throttled`);
    });

  it('comes close to a limit of 2 a second', async () => {
    const { seconds, throttled } = await run({ limit: { perSecond: 2, burst: 2 }, roundTrip: 100 }, 200);
    assert.ok(seconds <= 110, `${seconds} s`);
    assert.ok(throttled < 120, `${throttled} throttled`);
  });

  it('holds nothing back where nothing is throttled', async () => {
    const { seconds, rate } = await run({ limit: undefined, roundTrip: 12 }, 3000);
    assert.equal(rate, Number.POSITIVE_INFINITY);
    assert.ok(seconds < (3000 / 6) * 0.012 * 1.05, `${seconds} s`);
  });

  it('is not slowed down by a service that throttles one in twenty without a limit', async () => {
    const { seconds } = await run({ limit: undefined, roundTrip: 12, throttleEach: 20 }, 3000);
    assert.ok(seconds < (3000 / 6) * 0.012 * 1.6, `${seconds} s`);
  });

  it('finds the new pace when a limit falls, and when it is lifted', async () => {
    const world: World = { limit: { perSecond: 50, burst: 50 }, roundTrip: 20 };
    const at: number[] = [];
    await run(world, 3000, (passed, now) => {
      at[passed] = now;
      if (passed === 1000) world.limit = { perSecond: 10, burst: 10 };
      if (passed === 1400) world.limit = undefined;
    });
    const seconds = (from: number, to: number) => ((at[to] ?? 0) - (at[from] ?? 0)) / 1000;
    assert.ok(seconds(1, 1000) < 22, `${seconds(1, 1000)} s at 50 a second`);
    assert.ok(seconds(1000, 1400) < 44, `${seconds(1000, 1400)} s at 10 a second`);
    assert.ok(seconds(1400, 3000) < 40, `${seconds(1400, 3000)} s without a limit`);
  });
});
