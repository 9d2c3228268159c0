/** How long work takes that lets others have their turn, and how long they wait for it at most. Other programs don't count. */

export interface Steps {
  /** The longest time in which nothing else had a turn, in ms of this thread. */
  readonly step: number;
  /** All of it, in ms of this thread. */
  readonly all: number;
}

export async function stepsOf(work: () => Promise<unknown>): Promise<Steps> {
  let step = 0;
  let last = threadTime();
  let running = true;
  const look = () => {
    const now = threadTime();
    step = Math.max(step, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  const began = threadTime();
  await work();
  const all = threadTime() - began;
  step = Math.max(step, threadTime() - last);
  running = false;
  return { step, all };
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
