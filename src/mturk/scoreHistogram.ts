/** How the scores of a qualification type are spread. */
import type { Holding } from './qualificationType.ts';

/** Bars at most; more scores than that share bars of equal width. */
const mostBars = 20;

export interface ScoreBar {
  /** Inclusive. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How many workers have which scores; those without one are left out. */
export function scoreHistogram(holders: readonly Pick<Holding, 'score'>[]): ScoreBar[] {
  const scores = holders.flatMap(({ score }) => score ?? []);
  if (scores.length === 0) return [];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    lowest = Math.min(lowest, score);
    highest = Math.max(highest, score);
  }
  const width = Math.max(1, Math.ceil((highest - lowest + 1) / mostBars));
  const bars = Array.from({ length: Math.ceil((highest - lowest + 1) / width) }, () => 0);
  for (const score of scores) {
    const place = Math.floor((score - lowest) / width);
    bars[place] = (bars[place] ?? 0) + 1;
  }
  return bars.map((count, place) => ({
    from: lowest + place * width,
    to: Math.min(highest, lowest + (place + 1) * width - 1),
    count,
  }));
}
