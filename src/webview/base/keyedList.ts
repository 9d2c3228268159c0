/** Lists whose elements follow their keys through reorderings. */
import { repeat } from 'lit/directives/repeat.js';
import type { TemplateResult } from 'lit/html.js';

/** As lit's `repeat`, which loses items and fails where keys come twice; keys from a service or from files may. */
export function keyedList<T>(
  items: readonly T[],
  keyOf: (item: T) => string | number,
  template: (item: T, index: number) => TemplateResult,
): unknown {
  const seen = new Map<string, number>();
  const keys = items.map(item => {
    const key = String(keyOf(item));
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    // Counted at its beginning, so that no key can look like a counted one.
    return `${times} ${key}`;
  });
  return repeat(items, (_, index) => keys[index], template);
}
