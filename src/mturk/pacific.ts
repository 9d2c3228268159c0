/**
 * Amazon's calendar. The requester site wrote times, and counted days, in Pacific time, summer time included (docs/results.md).
 * Days that summer time begins or ends on have 23 or 25 hours.
 */
import type { Instant } from './model.ts';

/** IANA name, for charts and formatters. */
export const pacificZone = 'America/Los_Angeles';

const second = 1000;
const hour = 3_600_000;
const largest = 8.64e15;

/** The zone changes on whole hours, so that one look for each hour is enough. Forgotten when it grows large. */
const offsets = new Map<number, number>();
const mostOffsets = 20_000;
let parts: Intl.DateTimeFormat | undefined;

/** Milliseconds from UTC to Pacific time: -8 h or -7 h in our days. */
export function pacificOffset(instant: Instant): number {
  const slot = Math.floor(instant / hour);
  const known = offsets.get(slot);
  if (known !== undefined) return known;
  parts ??= new Intl.DateTimeFormat('en-US', {
    timeZone: pacificZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const at = slot * hour;
  const read: Record<string, number> = {};
  for (const { type, value } of parts.formatToParts(at)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0, second: seconds = 0 } = read;
  const offset = Date.UTC(year, month - 1, day, hours, minute, seconds) - at;
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(slot, offset);
  return offset;
}

/** Whether an instant is one that dates can be written of. */
function isInstant(instant: Instant): boolean {
  return Number.isFinite(instant) && Math.abs(instant) <= largest - 24 * hour;
}

/** The number of the Pacific calendar day that an instant is in: days since 1970-01-01 by the calendar. */
export function pacificDay(instant: Instant): number {
  return Math.floor((instant + pacificOffset(instant)) / (24 * hour));
}

/** When a Pacific calendar day begins. */
export function pacificDayStart(day: number): Instant {
  const midnight = day * 24 * hour;
  // The offset of some hour near it is right, or off by the hour of a change that happened in between.
  const guess = midnight - pacificOffset(midnight + 8 * hour);
  return midnight - pacificOffset(guess);
}

/** A Pacific calendar day as `2024-03-05`. */
export function pacificDayText(day: number): string {
  return new Date(day * 24 * hour).toISOString().slice(0, 10);
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue Mar 05 10:15:30 PST 2024`, as Amazon's results have all times but one. Empty for what is no instant, or unknown. */
export function amazonTime(instant: Instant): string {
  if (instant === 0 || !isInstant(instant)) return '';
  const whole = Math.floor(instant / second) * second;
  const offset = pacificOffset(whole);
  const local = new Date(whole + offset);
  const clock = local.toISOString().slice(-13, -5);
  const zone = offset === -7 * hour ? 'PDT' : 'PST';
  const day = String(local.getUTCDate()).padStart(2, '0');
  return `${weekdays[local.getUTCDay()]} ${months[local.getUTCMonth()]} ${day} ${clock} ${zone} ${yearText(local)}`;
}

/** `2024-03-08 18:16:02 UTC`, as Amazon's results have the ApprovalTime of work that was approved automatically. */
export function amazonUtcTime(instant: Instant): string {
  if (!isInstant(instant)) return '';
  return `${new Date(instant).toISOString().slice(0, -5).replace('T', ' ')} UTC`;
}

function yearText(date: Date): string {
  return String(date.getUTCFullYear()).padStart(4, '0');
}

const pacificForm =
  /^\s*(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (PST|PDT|UTC|GMT) (\d{4})\s*$/;
const utcForm = /^\s*(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) UTC\s*$/;
const zones: Readonly<Record<string, number>> = { PST: -8 * hour, PDT: -7 * hour, UTC: 0, GMT: 0 };

/** Reads either form of a time in Amazon's results. `undefined` for anything else, and for dates that there are not. */
export function readAmazonTime(text: string): Instant | undefined {
  const pacific = pacificForm.exec(text);
  if (pacific) {
    const [, month = '', day, hours, minutes, seconds, zone = '', year] = pacific;
    const local = utc(
      Number(year),
      months.indexOf(month),
      Number(day),
      Number(hours),
      Number(minutes),
      Number(seconds),
    );
    return local === undefined ? undefined : local - (zones[zone] ?? 0);
  }
  const found = utcForm.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hours, minutes, seconds] = found;
  return utc(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds));
}

/** `undefined` where a part is out of its range. */
function utc(
  year: number,
  month: number,
  day: number,
  hours: number,
  minutes: number,
  seconds: number,
): Instant | undefined {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day);
  at.setUTCHours(hours, minutes, seconds, 0);
  const same =
    at.getUTCMonth() === month &&
    at.getUTCDate() === day &&
    at.getUTCHours() === hours &&
    at.getUTCMinutes() === minutes &&
    at.getUTCSeconds() === seconds;
  return same ? at.getTime() : undefined;
}
