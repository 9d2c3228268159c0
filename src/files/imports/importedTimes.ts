/** Times as programs write them (docs/import.md), as seconds since the epoch. */
import type { Zone } from './importedRows.ts';

interface ReadTime {
  /** Seconds since the epoch. */
  readonly seconds: number;
  /** No zone was said: the given one was taken. */
  readonly unzoned: boolean;
}

/** Numbers below this are seconds, those above milliseconds. */
const firstMilliseconds = 1e11;
const earliest = Date.UTC(2005, 0, 1) / 1000;
const latest = Date.UTC(2100, 0, 1) / 1000;

/** Reads a time in any of the known forms; nothing for what is none, or lies before 2005 or after 2100. */
export function readTime(value: unknown, zone: Zone): ReadTime | undefined {
  const read =
    typeof value === 'number'
      ? fromNumber(value)
      : typeof value === 'string'
        ? fromText(value.trim(), zone)
        : undefined;
  return read && read.seconds >= earliest && read.seconds <= latest ? read : undefined;
}

function fromNumber(value: number): ReadTime | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  return { seconds: value < firstMilliseconds ? value : value / 1000, unzoned: false };
}

const numeric = /^\d{9,14}(?:\.\d+)?$|^\d\.\d+E\d{1,2}$/i;
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
/** `Tue Mar 05 10:15:30 PST 2024` */
const named =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d):(\d\d):(\d\d) ([A-Z]{1,5}|[A-Z]{3}[+-]\d\d:?\d\d) (\d{4})$/;
/** `2024-03-05 10:15:30 PST`, `3/5/2024 10:15:30` of a spreadsheet is not read: its order is a guess. */
const isoNamed = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d) ([A-Z]{3,5})$/;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Minutes east of Greenwich. Names that stand for several zones are left out. */
const abbreviations: ReadonlyMap<string, number> = new Map([
  ...(['Z', 'UT', 'UTC', 'GMT', 'WET'] as const).map(name => [name, 0] as const),
  ['PST', -480],
  ['PDT', -420],
  ['MST', -420],
  ['MDT', -360],
  ['CDT', -300],
  ['EST', -300],
  ['EDT', -240],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['WEST', 60],
  ['CET', 60],
  ['CEST', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['JST', 540],
  ['KST', 540],
  ['AEST', 600],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
]);

function fromText(text: string, zone: Zone): ReadTime | undefined {
  if (text.length > 64) return undefined;
  if (numeric.test(text)) return fromNumber(Number(text));
  const found = iso.exec(text);
  if (found) {
    const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = found;
    const wall = utc(year, Number(month), day, hour, minute, second);
    return wall === undefined
      ? undefined
      : shifted(wall, offset && offsetOf(offset.toUpperCase()), zone, Number(`0${fraction}`));
  }
  const words = named.exec(text);
  if (words) {
    const [, month = '', day, hour, minute, second, abbreviation = '', year] = words;
    const wall = utc(year, months.indexOf(month) + 1, day, hour, minute, second);
    return wall === undefined ? undefined : shifted(wall, offsetOf(abbreviation), zone, 0);
  }
  const mixed = isoNamed.exec(text);
  if (!mixed) return undefined;
  const [, year, month, day, hour, minute, second, abbreviation = ''] = mixed;
  const wall = utc(year, Number(month), day, hour, minute, second);
  return wall === undefined ? undefined : shifted(wall, offsetOf(abbreviation), zone, 0);
}

/** Seconds; nothing for a day that there is not. */
function utc(year = '', month: number, day = '', hour = '', minute = '', second = ''): number | undefined {
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day), Number(hour), Number(minute), Number(second)));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date.getTime() / 1000 : undefined;
}

function offsetOf(text: string): number | undefined {
  const known = abbreviations.get(text);
  if (known !== undefined) return known;
  const found = /^(?:GMT|UTC)?([+-])(\d\d):?(\d\d)?$/.exec(text);
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) : undefined;
}

function shifted(wall: number, offset: number | '' | undefined, zone: Zone, fraction: number): ReadTime {
  const known = typeof offset === 'number';
  const minutes = known ? offset : offsetIn(zone, wall);
  return { seconds: wall - minutes * 60 + fraction, unzoned: !known };
}

/** A formatter of each zone that was asked for: making one is slow. */
const formats = new Map<Zone, Intl.DateTimeFormat>();

/** Whether a zone is known here. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: Zone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...({
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const),
  });
  formats.set(zone, format);
  return format;
}

/** Minutes east of Greenwich that a zone's clock showed at a wall time; of a time that occurs twice, the first. */
function offsetIn(zone: Zone, wall: number): number {
  if (zone === 'UTC') return 0;
  const offsetAt = (seconds: number): number => {
    const part = Object.fromEntries(
      formatOf(zone)
        .formatToParts(seconds * 1000)
        .map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - seconds) / 60);
  };
  const before = offsetAt(wall - 86_400);
  const after = offsetAt(wall + 86_400);
  for (const offset of [before, after]) if (offsetAt(wall - offset * 60) === offset) return offset;
  return before;
}
