/** Lists whose elements follow their keys through reorderings. */
import { repeat } from 'lit/directives/repeat.js';
import type { TemplateResult } from 'lit/html.js';

/** As lit's `repeat`, which loses items and fails where keys come twice; keys from a service or from files may. */
export function keyedList<T>(
  items: readonly T[],
  keyOf: (item: T, index: number) => string | number,
  template: (item: T, index: number) => TemplateResult,
): unknown {
  const seen = new Map<string | number, number>();
  const keys = items.map((item, index) => {
    const key = keyOf(item, index);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? key : `${key} again ${times}`;
  });
  return repeat(items, (_, index) => keys[index], template);
}
