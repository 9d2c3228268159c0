/** Counts with their nouns. */

const rules = new Intl.PluralRules('en');

/** `1 HIT`, `2,000 HITs`; `many` where the plural is not made with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${rules.select(count) === 'one' ? one : many}`;
}
