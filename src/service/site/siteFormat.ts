/** Numbers, times and amounts as the site's pages say them. */
import { type Cents, formatDollars } from '../../mturk/money.ts';
import { counted } from '../../mturk/plurals.ts';
import { relativeText, spanText } from '../../mturk/times.ts';
import { type Html, html } from './html.ts';

/** An amount of money, or a dash where there is none. */
export function dollars(amount: Cents): string {
  return formatDollars(amount);
}

/** A duration in seconds as a requester set it: "30 minutes", "1 h 30 m", "7 days". */
export function duration(seconds: number): string {
  for (const [size, unit] of [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const)
    if (seconds >= size && seconds % size === 0) return counted(seconds / size, unit);
  return seconds < 60 ? counted(seconds, 'second') : spanText(seconds * 1000);
}

/** A time relative to now, with the exact one for those who point at it. Both in ms. */
export function when(at: number, now: number): Html {
  const exact = new Date(at).toISOString();
  return html`<time datetime="${exact}" title="${exact.slice(0, 16).replace('T', ' ')} UTC">${relativeText(at, now)}</time>`;
}
