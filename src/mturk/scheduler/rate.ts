/** How fast requests may leave. Finds the service's limit from what it throttles, and stays just about there. */
import type { Instant } from '../model.ts';

/** Turns that came late are made up for, but only so many milliseconds of them: the rest would be a burst. */
const mostCatchUp = 10;
/** The span that a rate is measured over: at least so long and so many answers, or so long with fewer. Milliseconds. */
const window = 500;
const longWindow = 4_000;
const enough = 20;
/**
 * A throttled request costs little, an unused second costs a second. So a small share of them is aimed for; some services
 * throttle as much for their own reasons. Above the larger share the rate falls, below the smaller it grows.
 */
const largeShare = 0.15;
const smallShare = 0.07;
const slowest = 0.2;

/**
 * Without a limit until much is throttled. Then the rate is what the service was measured to let through, and grows again,
 * slowly at first, and faster the longer nothing is throttled.
 */
export class AdaptiveRate {
  #rate = Number.POSITIVE_INFINITY;
  #next: Instant = 0;
  #since: Instant;
  #passed = 0;
  #throttled = 0;
  #calmSince: Instant = 0;

  constructor(now: Instant) {
    this.#since = now;
  }

  /** Requests a second; infinite while there is no limit to be seen. */
  get perSecond(): number {
    return this.#rate;
  }

  /** Milliseconds until the next request may leave; 0 or less for now. */
  delay(now: Instant): number {
    return this.#rate === Number.POSITIVE_INFINITY ? 0 : this.#turn(now) - now;
  }

  /** A request leaves now. */
  take(now: Instant): void {
    if (this.#rate !== Number.POSITIVE_INFINITY) this.#next = this.#turn(now) + 1000 / this.#rate;
  }

  /** A request was answered, whatever the answer was. */
  passed(now: Instant): void {
    this.#passed += 1;
    this.#measure(now);
  }

  throttled(now: Instant): void {
    this.#throttled += 1;
    this.#measure(now);
  }

  #turn(now: Instant): Instant {
    return Math.max(this.#next, now - Math.max(mostCatchUp, 1000 / this.#rate));
  }

  #measure(now: Instant): void {
    const elapsed = now - this.#since;
    const answers = this.#passed + this.#throttled;
    if (elapsed < window || (answers < enough && elapsed < longWindow)) return;
    const passed = perSecond(this.#passed, elapsed);
    const share = this.#throttled / answers;
    if (share > 0) this.#calmSince = now;
    if (share > largeShare) {
      const halved = Math.min(this.#rate, perSecond(answers, elapsed)) / 2;
      this.#rate = Math.max(slowest, this.#passed === 0 ? halved : Math.min(this.#rate, passed));
    } else if (share <= smallShare) {
      const calm = (now - this.#calmSince) / 1000;
      this.#rate *= 1 + (Math.min(elapsed, longWindow) / 1000) * 0.06 * (1 + calm / 4) ** 2;
      // So far above what is asked for, the limit is gone.
      if (this.#rate > 4 * passed + 50) this.#rate = Number.POSITIVE_INFINITY;
    }
    this.#since = now;
    this.#passed = 0;
    this.#throttled = 0;
  }
}

function perSecond(count: number, milliseconds: number): number {
  return (count * 1000) / milliseconds;
}
