/** Waiting for what must become true, instead of for time to pass. */
import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a machine that does much else: it only ends what would never come. */
export const patience = 120_000;

/** Milliseconds for the first of several attempts at something, and for those after several. */
const firstAttempt = 1000;
const lastAttempts = 16_000;

/** Repeats `check` until it doesn't throw, and gives what it returned; after `timeout` its last error is thrown. */
export async function eventually<T>(check: () => T | Promise<T>, timeout = patience): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}

/** Repeats `ask` until it answers something that holds. */
export async function until<T>(what: string, ask: () => T | Promise<T>, timeout = patience): Promise<T> {
  return eventually(async () => {
    const answer = await ask();
    if (!answer) throw new Error(`Waited in vain: ${what}`);
    return answer;
  }, timeout);
}

/**
 * Repeats `attempt` as `eventually` does, and gives each one twice the milliseconds that the one before had: what was missed is soon tried
 * again, and a slow machine has its time.
 */
export function patiently<T>(attempt: (timeout: number) => Promise<T>, first = firstAttempt): Promise<T> {
  let next = first;
  return eventually(() => {
    const timeout = next;
    next = Math.min(2 * next, lastAttempts);
    return attempt(timeout);
  });
}
