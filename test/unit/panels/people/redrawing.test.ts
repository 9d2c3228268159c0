import assert from 'node:assert/strict';
import { Redrawing } from '../../../../src/panels/people/redrawing.ts';

/** A page whose drawing takes as long as it is told, on a clock that only the test moves. */
function page() {
  let time = 0;
  let callbacks: { readonly at: number; readonly run: () => void }[] = [];
  let finish = Promise.withResolvers<void>();
  let drawn = 0;
  const redrawing = new Redrawing(
    async () => {
      drawn += 1;
      await finish.promise;
    },
    {
      now: () => time,
      after: (milliseconds, run) => {
        const callback = { at: time + milliseconds, run };
        callbacks.push(callback);
        return { dispose: () => (callbacks = callbacks.filter(each => each !== callback)) };
      },
    },
  );
  return {
    redrawing,
    drawn: () => drawn,
    waits: () => callbacks.map(({ at }) => at - time),
    pass: (milliseconds: number) => {
      time += milliseconds;
      const due = callbacks.filter(({ at }) => at <= time);
      callbacks = callbacks.filter(({ at }) => at > time);
      for (const { run } of due) run();
    },
    finish: async () => {
      finish.resolve();
      finish = Promise.withResolvers<void>();
      await new Promise(resolve => setImmediate(resolve));
    },
  };
}

describe('when a page is drawn again', () => {
  it('is at once for its reader, and for changes that come together once', async () => {
    const { redrawing, drawn, waits, pass, finish } = page();
    redrawing.now();
    assert.equal(drawn(), 1);
    await finish();
    for (let change = 0; change < 50; change += 1) redrawing.soon();
    assert.deepEqual(waits(), [100]);
    pass(100);
    assert.equal(drawn(), 2);
  });

  it('leaves five times as long as drawing took, and never draws twice at a time', async () => {
    const { redrawing, drawn, waits, pass, finish } = page();
    redrawing.now();
    pass(400);
    redrawing.now();
    redrawing.now();
    assert.equal(drawn(), 1);
    await finish();
    assert.equal(drawn(), 2, 'what the reader wanted meanwhile, once');
    pass(300);
    await finish();
    redrawing.soon();
    assert.deepEqual(waits(), [1500]);
  });

  it('is never after it was closed', async () => {
    const { redrawing, drawn, waits } = page();
    redrawing.soon();
    redrawing.dispose();
    redrawing.soon();
    redrawing.now();
    assert.deepEqual([drawn(), waits()], [0, []]);
  });
});
