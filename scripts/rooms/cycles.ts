/** Files that import each other, however long the way round: none of them can be understood or tested without the others. */
import type { Import } from './imports.ts';

/** The groups of files that import each other, each in alphabetical order (Tarjan's strongly connected components). */
export function cyclesOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of imports) targets.set(file, [...(targets.get(file) ?? []), target]);
  const places = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    const place = places.size;
    places.set(file, place);
    path.push(file);
    onPath.add(file);
    let low = place;
    for (const target of targets.get(file) ?? []) {
      if (!targets.has(target)) continue;
      if (!places.has(target)) low = Math.min(low, visit(target));
      else if (onPath.has(target)) low = Math.min(low, lowest.get(target) ?? places.get(target) ?? low);
    }
    lowest.set(file, low);
    if (low !== place) return low;
    const group = path.splice(path.indexOf(file));
    for (const each of group) onPath.delete(each);
    if (group.length > 1) cycles.push(group.sort());
    return low;
  };
  for (const file of targets.keys()) if (!places.has(file)) visit(file);
  return cycles;
}
