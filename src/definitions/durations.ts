/** Times in words: "3 days", "90 min", "1 day, 2 hours and 30 minutes". */

const seconds: ReadonlyMap<string, number> = new Map([
  ...units(1, 's', 'sec', 'secs', 'second', 'seconds'),
  ...units(60, 'm', 'min', 'mins', 'minute', 'minutes'),
  ...units(3600, 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...units(86_400, 'd', 'day', 'days'),
  ...units(604_800, 'w', 'wk', 'wks', 'week', 'weeks'),
]);

function units(size: number, ...names: string[]): [string, number][] {
  return names.map(name => [name, size]);
}

const part = /(\d{1,9}(?:\.\d{1,6})?)\s{0,9}([a-z]{1,7})\.?/giy;
const between = /[\s,]{0,9}(?:and\b\s{0,9})?/giy;
const longestText = 100;

/** Whole seconds, or `undefined` for what is no time. A number without a unit is none: seconds have their own keys. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longestText) return undefined;
  let total = 0;
  for (let at = 0; at < trimmed.length; ) {
    part.lastIndex = at;
    const found = part.exec(trimmed);
    const unit = seconds.get(found?.[2]?.toLowerCase() ?? '');
    if (!found || unit === undefined) return undefined;
    total += Number(found[1]) * unit;
    between.lastIndex = part.lastIndex;
    at = part.lastIndex + (between.exec(trimmed)?.[0].length ?? 0);
  }
  return Math.round(total);
}

/** The shortest words of a time that {@link parseDuration} reads back: "3 days", "90 min", "45 s". */
export function durationText(value: number): string {
  const [size, one, many] =
    value !== 0 && value % 86_400 === 0
      ? ([86_400, 'day', 'days'] as const)
      : value !== 0 && value % 3600 === 0
        ? ([3600, 'hour', 'hours'] as const)
        : value !== 0 && value % 60 === 0
          ? ([60, 'min', 'min'] as const)
          : ([1, 's', 's'] as const);
  const count = value / size;
  return `${count} ${count === 1 ? one : many}`;
}
