/** How fast a requester may call: a bucket of tokens for each, filled by wall time. Kept in memory only. */

interface Limit {
  readonly requestsPerSecond: number;
  /** How many calls may come at once after a pause. */
  readonly burst: number;
}

export interface Limits {
  /** undefined lifts the limit. */
  set(limit: Limit | undefined): void;
  read(): Limit | undefined;
  /** Takes a token, if the requester has one left. */
  admit(requesterId: number): boolean;
}

/** `wall` is wall time in ms. */
export function createLimits(wall: () => number): Limits {
  let limit: Limit | undefined;
  const buckets = new Map<number, { tokens: number; at: number }>();
  return {
    set: given => {
      limit = given;
      buckets.clear();
    },
    read: () => limit,
    admit: requesterId => {
      if (!limit) return true;
      const now = wall();
      const bucket = buckets.get(requesterId) ?? { tokens: limit.burst, at: now };
      const gained = (Math.max(now - bucket.at, 0) / 1000) * limit.requestsPerSecond;
      const tokens = Math.min(bucket.tokens + gained, limit.burst);
      const admitted = tokens >= 1;
      buckets.set(requesterId, { tokens: admitted ? tokens - 1 : tokens, at: now });
      return admitted;
    },
  };
}
