/** Times in people's words. All instants and spans are in milliseconds. */
import type { Instant } from './model.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in its two largest units: "3 h 12 m", "2 d 4 h", "40 s". */
export function spanText(span: number): string {
  const value = Math.abs(span);
  if (value < minute) return `${Math.floor(value / 1000)} s`;
  if (value < hour) return `${Math.floor(value / minute)} m`;
  if (value < day) return joined(Math.floor(value / hour), 'h', Math.floor((value % hour) / minute), 'm');
  return joined(Math.floor(value / day), 'd', Math.floor((value % day) / hour), 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Of what saved data doesn't say. */
const unknownTime = 'at an unknown time';

/** "in 3 h 12 m", "4 m ago", "now". Whole minutes, so that a row does not change every second. */
export function relativeText(instant: Instant, now: Instant): string {
  if (instant === 0) return unknownTime;
  const span = instant - now;
  if (Math.abs(span) < minute) return span > 0 ? 'in under a minute' : 'just now';
  return span > 0 ? `in ${spanText(span)}` : `${spanText(span)} ago`;
}

/** The language and time zone of a moment: those of this machine unless given. */
export interface MomentStyle {
  readonly locale?: string | undefined;
  /** An IANA name. */
  readonly timeZone?: string | undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const mostFormats = 100;

function newFormat(locale: string | undefined, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** A moment with its zone: "22 Nov 2026, 14:03 GMT+1". "unknown" for what is no instant. */
export function momentText(instant: Instant, { locale, timeZone }: MomentStyle = {}): string {
  if (instant === 0 || !Number.isFinite(instant) || Math.abs(instant) > 8.64e15) return 'unknown';
  const key = `${locale ?? ''} ${timeZone ?? ''}`;
  const format = formats.get(key) ?? newFormat(locale, timeZone);
  // Making one takes far longer than using it, and there are pages with thousands of times.
  if (formats.size < mostFormats) formats.set(key, format);
  return format.format(instant);
}

const unitWords: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** {@link spanText} with the units in words, to be read aloud: "3 hours 12 minutes". */
export function spanWords(span: number): string {
  return spanText(span).replace(
    /(\d+) ([smhd])\b/g,
    (_, count: string, unit: string) => `${count} ${unitWords[unit]}${count === '1' ? '' : 's'}`,
  );
}

/** {@link relativeText} with the units in words. */
export function relativeWords(instant: Instant, now: Instant): string {
  const span = instant - now;
  if (instant === 0 || Math.abs(span) < minute) return relativeText(instant, now);
  return span > 0 ? `in ${spanWords(span)}` : `${spanWords(span)} ago`;
}

const units: Readonly<Record<string, number>> = { m: minute, h: hour, d: day, w: 7 * day };

/** Reads a span that a person typed: "2 d", "12h", "1 d 6 h". `undefined` for anything else, and for nothing at all. */
export function parseSpan(text: string): number | undefined {
  if (!/^\s*(\d{1,5}\s*[mhdw]\s*)+$/i.test(text)) return undefined;
  let span = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)\s*([mhdw])/gi))
    span += Number(count) * (units[unit.toLowerCase()] ?? 0);
  return span > 0 ? span : undefined;
}
